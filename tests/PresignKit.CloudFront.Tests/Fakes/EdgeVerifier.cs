using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PresignKit.CloudFront.Tests.Fakes;

/// <summary>
/// What a request for private content shows at the edge, and whether it is let through: written from the Developer Guide alone ("Create a signed URL using a canned policy",
/// "... a custom policy", "Use signed cookies"), and independent of what signs.
/// </summary>
internal sealed class EdgeVerifier
{
    private static readonly string[] Names = ["Expires", "Policy", "Signature", "Key-Pair-Id", "Hash-Algorithm"];

    private readonly Dictionary<string, AsymmetricAlgorithm> _keyGroup = [];

    public static EdgeVerifier With(string keyPairId, AsymmetricAlgorithm key) => new EdgeVerifier().Trust(keyPairId, key);

    public EdgeVerifier Trust(string keyPairId, AsymmetricAlgorithm key)
    {
        _keyGroup.Add(keyPairId, key);
        return this;
    }

    /// <summary>Whether the viewer gets the object.</summary>
    /// <param name="url">The URL as it was requested.</param>
    /// <param name="now">The time of the request.</param>
    /// <param name="cookies">The cookies of the request.</param>
    /// <param name="address">The address of the viewer.</param>
    public bool Allows(string url, DateTimeOffset now, IReadOnlyDictionary<string, string>? cookies = null, string address = "203.0.113.7")
    {
        var mark = url.IndexOf('?', StringComparison.Ordinal);
        var pairs = mark < 0 ? [] : url[(mark + 1)..].Split('&').Select(pair => pair.Split('=', 2)).ToArray();
        var own = pairs.Where(pair => !Names.Contains(pair[0])).Select(pair => string.Join('=', pair)).ToArray();
        var signed = pairs.Where(pair => Names.Contains(pair[0])).ToDictionary(pair => pair[0], pair => pair[1]);

        // The URL without what CloudFront adds; a signed URL takes precedence over cookies.
        var resource = (mark < 0 ? url : url[..mark]) + (own.Length == 0 ? "" : $"?{string.Join('&', own)}");
        var proof = signed.Count > 0
            ? signed
            : (cookies ?? new Dictionary<string, string>())
                .Where(cookie => cookie.Key.StartsWith("CloudFront-", StringComparison.Ordinal))
                .ToDictionary(cookie => cookie.Key["CloudFront-".Length..], cookie => cookie.Value);
        if (!proof.TryGetValue("Signature", out var signature) || !proof.TryGetValue("Key-Pair-Id", out var id) || !_keyGroup.TryGetValue(id, out var key))
        {
            return false;
        }

        var policy = proof.TryGetValue("Policy", out var custom)
            ? Decode(custom)
            : Encoding.UTF8.GetBytes(
                "{\"Statement\":[{\"Resource\":\"" + resource + "\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":" + proof["Expires"] + "}}}]}");
        return Verify(key, policy, Decode(signature), proof.GetValueOrDefault("Hash-Algorithm") == "SHA256" ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1)
            && IsMet(policy, resource, now, IPAddress.Parse(address));
    }

    private static bool Verify(AsymmetricAlgorithm key, byte[] policy, byte[] signature, HashAlgorithmName hash) => key switch
    {
        RSA rsa => rsa.VerifyData(policy, signature, hash, RSASignaturePadding.Pkcs1),
        ECDsa ecdsa => ecdsa.VerifyData(policy, signature, hash, DSASignatureFormat.Rfc3279DerSequence),
        _ => false,
    };

    private static bool IsMet(byte[] policy, string resource, DateTimeOffset now, IPAddress address)
    {
        using var document = JsonDocument.Parse(policy);
        var statement = Assert.Single(document.RootElement.GetProperty("Statement").EnumerateArray());
        var condition = statement.GetProperty("Condition");
        var pattern = string.Concat(statement.GetProperty("Resource").GetString()!.Select(c => c switch
        {
            '*' => ".*",
            '?' => ".",
            _ => Regex.Escape(c.ToString()),
        }));
        return Regex.IsMatch(resource, $"^{pattern}$", RegexOptions.Singleline | RegexOptions.CultureInvariant)
            && now.ToUnixTimeSeconds() < condition.GetProperty("DateLessThan").GetProperty("AWS:EpochTime").GetInt64()
            && (!condition.TryGetProperty("DateGreaterThan", out var begin) || now.ToUnixTimeSeconds() > begin.GetProperty("AWS:EpochTime").GetInt64())
            && (!condition.TryGetProperty("IpAddress", out var source) || IPNetwork.Parse(source.GetProperty("AWS:SourceIp").GetString()!).Contains(address));
    }

    private static byte[] Decode(string text) => Convert.FromBase64String(text.Replace('-', '+').Replace('_', '=').Replace('~', '/'));
}
