// libpq, PostgreSQL's own client: it is kept in step with the server, and there is no well-kept one in Swift among our packages.
#include <libpq-fe.h>
