from pathways.views.action import action_add, action_done, action_undo, action_update
from pathways.views.custody import custody_list
from pathways.views.people import person_list
from pathways.views.plan import plan_detail

__all__ = ["action_add", "action_done", "action_undo", "action_update", "custody_list", "person_list", "plan_detail"]
