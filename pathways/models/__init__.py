from pathways.models.action import CLOSED, Action, ActionDetail
from pathways.models.need import AREA_PATHWAY, OFFICIAL, Area, Need, NeedDetail, Pathway
from pathways.models.referral import Referral, ReferralDetail, Service

__all__ = [
    "AREA_PATHWAY",
    "CLOSED",
    "OFFICIAL",
    "Action",
    "ActionDetail",
    "Area",
    "Need",
    "NeedDetail",
    "Pathway",
    "Referral",
    "ReferralDetail",
    "Service",
]
