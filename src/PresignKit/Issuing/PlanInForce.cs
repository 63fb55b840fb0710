using PresignKit.Uploads;

namespace PresignKit.Issuing;

/// <summary>The plan that a policy has now.</summary>
/// <param name="Plans">All plans of the policy.</param>
/// <param name="Plan">The plan; null: no slot can be opened now.</param>
/// <param name="Refusal">Why not, for the operator.</param>
internal sealed record PlanInForce(PolicyPlans Plans, UploadPlan? Plan, string? Refusal);
