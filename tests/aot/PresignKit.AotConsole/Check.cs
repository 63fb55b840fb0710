using System.Security.Cryptography;
using PresignKit.SigV4;

namespace PresignKit.AotConsole;

/// <summary>Verifies requests as a store would.</summary>
internal static class Check
{
    private static readonly SigV4Verifier Verifier = new(
        id => id == Keys.Id ? new SigV4Credentials(Keys.Id, Keys.Secret) : null, "eu-central-1");

    /// <summary>A store's verdict on this request: <see cref="SigV4Failure.None"/> if it is accepted.</summary>
    public static SigV4Failure Url(string url, string method, IEnumerable<KeyValuePair<string, string>> headers)
    {
        const string scheme = "https://";
        var slash = url.IndexOf('/', scheme.Length);
        var host = new NameValue("Host", url[scheme.Length..slash]);
        var request = new WireRequest(method, url[slash..], [host, .. headers.Select(header => new NameValue(header.Key, header.Value))]);
        return Verifier.VerifyPresignedUrl(request, TimeProvider.System.GetUtcNow()).Failure;
    }

    /// <summary>Whether CloudFront would find that the key has signed this query with a policy.</summary>
    public static bool CloudFront(string query, ECDsa key)
    {
        var parameters = query.Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        return key.VerifyData(
            Decode(parameters["Policy"]), Decode(parameters["Signature"]), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    private static byte[] Decode(string text) => Convert.FromBase64String(text.Replace('-', '+').Replace('_', '=').Replace('~', '/'));
}
