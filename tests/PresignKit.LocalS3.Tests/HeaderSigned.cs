using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PresignKit.LocalS3.Tests;

/// <summary>A deliberately small Authorization-header signer, so that tests can sign requests that no SDK would send.
/// Supports only ASCII paths and unescaped queries.</summary>
internal static class HeaderSigned
{
    public static HttpRequestMessage Request(
        string endpoint,
        string method,
        string target,
        DateTimeOffset at,
        byte[]? body = null,
        string? payloadHash = null,
        string secret = StoreFixture.SecretAccessKey,
        string region = StoreFixture.Region,
        params (string Name, string Value)[] headers)
    {
        var uri = new Uri(endpoint + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var stamp = at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var hash = payloadHash ?? Hex(SHA256.HashData(body ?? []));
        var signed = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = uri.Authority,
            ["x-amz-date"] = stamp,
            ["x-amz-content-sha256"] = hash,
        };
        foreach (var (name, value) in headers)
        {
            signed[name.ToLowerInvariant()] = value;
        }

        var names = string.Join(';', signed.Keys);
        var query = target.Contains('?', StringComparison.Ordinal) ? string.Join(
            '&',
            target.Split('?')[1].Split('&').Select(p => p.Contains('=', StringComparison.Ordinal) ? p : p + "=").Order(StringComparer.Ordinal)) : "";
        var canonical = $"{method}\n{target.Split('?')[0]}\n{query}\n{string.Concat(signed.Select(h => $"{h.Key}:{h.Value}\n"))}\n{names}\n{hash}";
        var scope = $"{stamp[..8]}/{region}/s3/aws4_request";
        var key = Hmac(Hmac(Hmac(Hmac(Encoding.UTF8.GetBytes("AWS4" + secret), stamp[..8]), region), "s3"), "aws4_request");
        var signature = Hex(Hmac(key, $"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}"));

        var request = new HttpRequestMessage(new HttpMethod(method), uri);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
        }

        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential={StoreFixture.AccessKeyId}/{scope}, SignedHeaders={names}, Signature={signature}");
        foreach (var (name, value) in signed.Where(h => h.Key != "host"))
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content!.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return request;
    }

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
