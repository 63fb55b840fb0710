using Microsoft.Extensions.Options;

namespace PresignKit.Sample.Media.Library;

/// <summary>Tells the pages what can be uploaded, so that they can show it before the user picks a file.</summary>
internal static class PolicyEndpoints
{
    public static void MapPolicies(this IEndpointRouteBuilder app) => app
        .MapGet("/api/policies", (IOptions<PresignKitOptions> options) => new Dictionary<string, UploadLimits>(StringComparer.Ordinal)
        {
            [MediaPolicies.Video] = UploadLimits.Of(options.Value.UploadPolicies[MediaPolicies.Video]),
            [MediaPolicies.Transcript] = UploadLimits.Of(options.Value.UploadPolicies[MediaPolicies.Transcript]),
        })
        .WithTags("Media")
        .RequireAuthorization()
        .ProducesProblem(StatusCodes.Status401Unauthorized);

    internal sealed record UploadLimits(IList<string> ContentTypes, long? MaximumSize)
    {
        public static UploadLimits Of(UploadPolicyOptions policy) => new(policy.AllowedContentTypes, policy.MaximumSize);
    }
}
