using Microsoft.AspNetCore.Http;

namespace PresignKit.Benchmarks.Kestrel;

/// <summary>One of the application's endpoints.</summary>
/// <param name="Kind">What it answers.</param>
/// <param name="Signer">Who signs.</param>
/// <param name="Handle">Answers a request.</param>
internal sealed record Endpoint(EndpointKind Kind, string Signer, RequestDelegate Handle)
{
    /// <summary>The name of the signer that signs nothing.</summary>
    public const string Fixed = "fixed";

    public string Name => $"{Kind.ToString().ToLowerInvariant()}-{Signer}";

    public string Path => $"/{Name}";
}
