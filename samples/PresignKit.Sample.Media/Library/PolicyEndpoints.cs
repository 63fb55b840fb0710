namespace PresignKit.Sample.Media.Library;

/// <summary>Tells the pages what can be uploaded, so that they can show it before the user picks a file.</summary>
internal static class PolicyEndpoints
{
    public static void MapPolicies(this IEndpointRouteBuilder app) => app
        .MapGet("/api/policies", (IPolicyCatalog policies) => new Dictionary<string, UploadLimits>(StringComparer.Ordinal)
        {
            [MediaPolicies.Video] = UploadLimits.Of(policies.GetUploadPolicy(MediaPolicies.Video)),
            [MediaPolicies.Transcript] = UploadLimits.Of(policies.GetUploadPolicy(MediaPolicies.Transcript)),
        })
        .WithTags("Media")
        .RequireAuthorization()
        .ProducesProblem(StatusCodes.Status401Unauthorized);

    internal sealed record UploadLimits(IReadOnlyList<string> ContentTypes, long MaximumSize)
    {
        public static UploadLimits Of(UploadPolicy policy) => new(policy.AllowedContentTypes, policy.MaximumSize);
    }
}
