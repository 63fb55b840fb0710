using System.Globalization;
using PresignKit.SigV4;

namespace PresignKit.Explaining.Requests;

/// <summary>Step: the request as described becomes one that can be signed.</summary>
internal static class Describing
{
    /// <summary>Null where the URL does not say how it was signed.</summary>
    public static SignableRequest? Of(RefusedRequest request)
    {
        var presign = request.Presign;
        if (presign.Credential is not { } credential || presign.DateText is null || presign.SignedHeaders.Length == 0)
        {
            return null;
        }

        return new(
            request.Method,
            request.Url.Path,
            [.. request.Url.Query.Where(p => p.Name != AuthParameters.SignatureName).Select(p => new NameValue(p.Name, p.Value))],
            [.. presign.SignedHeaders.Select(name => new NameValue(name, ValueOf(request, name) ?? ""))],
            request.Header("x-amz-content-sha256") ?? request.Url.Find("x-amz-content-sha256") ?? "UNSIGNED-PAYLOAD",
            presign.DateText,
            credential.Day,
            credential.Region,
            credential.Service);
    }

    /// <summary>What a signed header was sent with; null where that is not known.</summary>
    public static string? ValueOf(RefusedRequest request, string name) =>
        request.Header(name) ?? name switch
        {
            "host" => request.Url.Host,
            "content-length" => request.BodySize?.ToString(CultureInfo.InvariantCulture),
            _ => null,
        };
}
