"""The clock jumps twenty years forth and back in the middle of a visit: nobody is thrown out, and the slip is good."""

from lane.slips import Slip


def play(stage):
    with stage.visitor("tablet") as visitor:
        visitor.come_to_questions("en")
        for jump in ("20 years", "-40 years", "20 years"):
            stage.shell(f'date -s "{jump}"; sleep 3')
            visitor.same_glass(f"the page after a jump of {jump}")
        Slip(visitor.finish_visit()).need_answers(visitor.touched, "en")
