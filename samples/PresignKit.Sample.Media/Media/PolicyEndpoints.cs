using Microsoft.Extensions.Options;

namespace PresignKit.Sample.Media.Media;

/// <summary>Tells the pages what may be uploaded, so that they can say it before anybody picks a file.</summary>
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
