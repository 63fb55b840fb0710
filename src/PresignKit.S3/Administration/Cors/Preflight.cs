using PresignKit.Providers;
using PresignKit.S3.Http;

namespace PresignKit.S3.Administration.Cors;

/// <summary>Sends the preflight requests of a browser to the public address. They are not signed.</summary>
internal sealed class Preflight(PlainHttp http, string publicUrl)
{
    /// <summary>A description of why the store refuses a browser; null if it does not.</summary>
    /// <remarks>An origin with a wildcard cannot be sent in a preflight request, so it counts as refused.</remarks>
    public async Task<string?> RefusalAsync(CorsRequirement requirement, CancellationToken cancellationToken)
    {
        foreach (var origin in requirement.Origins)
        {
            foreach (var method in requirement.Methods)
            {
                if (await RefusalAsync(origin, method, requirement, cancellationToken).ConfigureAwait(false) is { } refusal)
                {
                    return refusal;
                }
            }
        }

        return null;
    }

    // A form is posted to the bucket; every other request goes to an object. Some stores (Swift) answer nothing at the bucket's own address.
    private string AddressOf(string method) => method == "POST" ? publicUrl : $"{publicUrl.TrimEnd('/')}/presignkit-check/preflight";

    private async Task<string?> RefusalAsync(string origin, string method, CorsRequirement requirement, CancellationToken cancellationToken)
    {
        var address = AddressOf(method);
        using var request = PlainHttp.Request(HttpMethod.Options, address);
        request.Headers.TryAddWithoutValidation("Origin", origin);
        request.Headers.TryAddWithoutValidation("Access-Control-Request-Method", method);
        request.Headers.TryAddWithoutValidation("Access-Control-Request-Headers", string.Join(',', requirement.AllowedHeaders));
        var answer = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (answer.Failure is { } failure)
        {
            return $"a preflight request to {address} failed ({failure})";
        }

        // Fetch, "CORS-preflight fetch": a successful status, the origin or an asterisk, and every header.
        var allowed = answer.Header("Access-Control-Allow-Origin");
        return answer.Status is >= 200 and < 300
            && (allowed == "*" || allowed == origin)
            && requirement.AllowedHeaders.All(header => Lists(answer.Header("Access-Control-Allow-Headers"), header))
            && (method is "GET" or "HEAD" or "POST" || Lists(answer.Header("Access-Control-Allow-Methods"), method))
                ? null
                : $"it answers {answer.Status} to a preflight for {method} from {origin} at {address}";
    }

    private static bool Lists(string? list, string value) =>
        list?.Split(',', StringSplitOptions.TrimEntries).Any(item => item == "*" || item.Equals(value, StringComparison.OrdinalIgnoreCase)) == true;
}
