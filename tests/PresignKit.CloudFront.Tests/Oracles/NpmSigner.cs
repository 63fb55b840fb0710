using System.Text.Json;
using PresignKit.CloudFront.Tests.Oracles;
using PresignKit.Testing.Npm;

[assembly: AssemblyFixture(typeof(NpmSigner))]

namespace PresignKit.CloudFront.Tests.Oracles;

/// <summary>npm's <c>@aws-sdk/cloudfront-signer</c>.</summary>
public sealed class NpmSigner
{
    private readonly NpmFolder _folder = new($"presignkit-cloudfront-npm-{NpmFolder.Digest(Source)}", "npm's signer", FillAsync);

    private static string Source { get; } = Path.Combine(AppContext.BaseDirectory, "Npm");

    /// <inheritdoc cref="NpmFolder.RequireAsync"/>
    internal Task RequireAsync() => _folder.RequireAsync();

    /// <summary>Signs all requests. Returns one answer for each.</summary>
    internal async Task<IReadOnlyList<JsonElement>> SignAsync(IEnumerable<object> requests)
    {
        var input = string.Concat(requests.Select(request => $"{JsonSerializer.Serialize(request)}\n"));
        var output = await NpmFolder.RunAsync(_folder.Location, input, "node", "sign.js");
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    private static Task FillAsync(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(Source))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        return NpmFolder.InstallAsync(folder);
    }
}
