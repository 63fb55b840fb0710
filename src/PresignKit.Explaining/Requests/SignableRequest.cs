using System.Collections.Immutable;
using PresignKit.SigV4;

namespace PresignKit.Explaining.Requests;

/// <summary>A request that may have been signed: the one that was sent, or a variant of it.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path, decoded once.</param>
/// <param name="Query">All parameters except the signature, decoded.</param>
/// <param name="Headers">The signed headers and their values.</param>
/// <param name="PayloadHash">The last line of the canonical request.</param>
/// <param name="DateText">The date of the signature.</param>
/// <param name="Day">The day in the credential scope.</param>
/// <param name="Region">The region in the credential scope.</param>
/// <param name="Service">The service in the credential scope.</param>
internal sealed record SignableRequest(
    string Method,
    string Path,
    ImmutableArray<NameValue> Query,
    ImmutableArray<NameValue> Headers,
    string PayloadHash,
    string DateText,
    string Day,
    string Region,
    string Service)
{
    public string Host => Headers.FirstOrDefault(header => header.Name == "host").Value ?? "";

    /// <summary>The request as described; null if the URL does not say how it was signed.</summary>
    public static SignableRequest? From(RefusedRequest request)
    {
        var presign = request.Presign;
        if (presign.Credential is not { } credential || presign.DateText is null || presign.SignedHeaders.Length is 0 or > Limits.MostSignedHeaders)
        {
            return null;
        }

        return new(
            request.Method,
            request.Url.Path,
            [.. request.Url.Query.Where(p => p.Name != AuthParameters.SignatureName).Select(p => new NameValue(p.Name, p.Value))],
            [.. presign.SignedHeaders.Select(name => new NameValue(name, request.SentValue(name) ?? ""))],
            request.Header("x-amz-content-sha256") ?? request.Url.Find("x-amz-content-sha256") ?? "UNSIGNED-PAYLOAD",
            presign.DateText,
            credential.Day,
            credential.Region,
            credential.Service);
    }

    public SignableRequest WithHeader(string name, string value) =>
        this with { Headers = [.. Headers.Select(header => header.Name == name ? new NameValue(name, value) : header)] };

    public SignableRequest WithHost(string host) => WithHeader("host", host);

    public SignableRequest WithParameter(string name, string value) =>
        this with { Query = [.. Query.Where(parameter => parameter.Name != name), new NameValue(name, value)] };

    public SignableRequest WithoutParameter(string name) => this with { Query = [.. Query.Where(parameter => parameter.Name != name)] };

    public override string ToString() => $"{Method} {Path}";
}
