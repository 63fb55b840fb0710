using PresignKit.Uploads;

namespace PresignKit.Issuing;

/// <summary>The plans that a policy has now.</summary>
/// <param name="Plans">All plans of the policy, whatever is learned about its store.</param>
/// <param name="Now">The plans in force; null: no slot can be opened now.</param>
/// <param name="Refusal">Why not, for the operator.</param>
internal sealed record PlanInForce(PolicyPlans Plans, UploadPlans? Now, string? Refusal);
