import CPQ
