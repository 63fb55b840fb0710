using Microsoft.AspNetCore.Http;

namespace PresignKit.AspNetCore.Endpoints;

/// <summary>The upload policy of routes whose clients name none.</summary>
/// <param name="Name">The policy's name, as the application wrote it.</param>
internal sealed record FacePolicy(string Name)
{
    public static string Of(HttpContext context) => context.GetEndpoint()!.Metadata.GetRequiredMetadata<FacePolicy>().Name;
}
