using Microsoft.AspNetCore.Http;

namespace PresignKit.Benchmarks.Kestrel;

/// <summary>An endpoint of the application.</summary>
/// <param name="Kind">What it returns.</param>
/// <param name="Signer">The name of the signer.</param>
/// <param name="Handle">Handles a request.</param>
internal sealed record Endpoint(EndpointKind Kind, string Signer, RequestDelegate Handle)
{
    /// <summary>The name of the signer that signs nothing.</summary>
    public const string Fixed = "fixed";

    public string Name => $"{Kind.ToString().ToLowerInvariant()}-{Signer}";

    public string Path => $"/{Name}";
}
