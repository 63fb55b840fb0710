using System.Security.Cryptography;
using Amazon.Runtime;
using PresignKit.SigV4;

namespace PresignKit.S3.Connections;

/// <summary>
/// Signs the requests of the AWS SDK once more, by the application's clock. The SDK reads the machine's, and corrects it by the answers of a store
/// without telling: URLs for browsers would be signed for another time than the backend's own requests, and only one of the two would work.
/// </summary>
/// <param name="credentials">The credentials that the SDK signs with.</param>
/// <param name="clock">The application's clock.</param>
/// <param name="inner">Sends the requests.</param>
internal sealed class ClockedSigning(AWSCredentials credentials, TimeProvider clock, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const string Authorization = "Authorization";
    private const string Algorithm = "AWS4-HMAC-SHA256 ";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Value(request, Authorization) is { } authorization && authorization.StartsWith(Algorithm, StringComparison.Ordinal))
        {
            await SignAsync(request, authorization[Algorithm.Length..], cancellationToken).ConfigureAwait(false);
        }

        var answer = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        ClockSkew.Mark(answer, clock.GetUtcNow());
        return answer;
    }

    private async Task SignAsync(HttpRequestMessage request, string authorization, CancellationToken cancellationToken)
    {
        var payloadHash = Value(request, "x-amz-content-sha256") ?? await HashAsync(request.Content, cancellationToken).ConfigureAwait(false);

        // The signature of each chunk continues the SDK's own.
        if (Part(authorization, "Credential=")?.Split('/') is not [_, _, var region, var service, _]
            || Part(authorization, "SignedHeaders=")?.Split(';') is not { } names
            || payloadHash.StartsWith("STREAMING-AWS4-", StringComparison.Ordinal))
        {
            return;
        }

        var keys = await credentials.GetCredentialsAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        var now = clock.GetUtcNow();
        Set(request, "X-Amz-Date", now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture));
        if (keys.UseToken)
        {
            Set(request, "X-Amz-Security-Token", keys.Token);
        }

        var uri = request.RequestUri!;
        NameValue[] headers = [.. names.Select(name => new NameValue(name, Value(request, name) ?? (name == "host" ? uri.Authority : "")))];
        var signer = new HeaderSigner(new(keys.AccessKey, keys.SecretKey, keys.UseToken ? keys.Token : null), region, service);
        Set(
            request,
            Authorization,
            signer.Sign(request.Method.Method, Uri.UnescapeDataString(uri.AbsolutePath), Query(uri), headers, payloadHash, now));
    }

    private static async Task<string> HashAsync(HttpContent? content, CancellationToken cancellationToken)
    {
        var body = content is null ? [] : await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return Convert.ToHexStringLower(SHA256.HashData(body));
    }

    private static string? Part(string authorization, string name) => authorization.Split(',', StringSplitOptions.TrimEntries)
        .FirstOrDefault(part => part.StartsWith(name, StringComparison.Ordinal))?[name.Length..];

    private static NameValue[] Query(Uri uri) =>
    [
        .. uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(parameter => parameter.Split('=', 2))
            .Select(parts => new NameValue(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "")),
    ];

    // As it is sent, and not as the runtime would parse and write it.
    private static string? Value(HttpRequestMessage request, string name) =>
        request.Headers.NonValidated.TryGetValues(name, out var values) ? string.Join(',', values)
        : request.Content?.Headers.NonValidated.TryGetValues(name, out values) == true ? string.Join(',', values)
        : null;

    private static void Set(HttpRequestMessage request, string name, string value)
    {
        request.Headers.Remove(name);
        request.Headers.TryAddWithoutValidation(name, value);
    }
}
