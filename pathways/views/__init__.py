from pathways.views.action import action_add, action_done, action_undo, action_update
from pathways.views.people import person_list
from pathways.views.plan import plan_detail

__all__ = ["action_add", "action_done", "action_undo", "action_update", "person_list", "plan_detail"]
