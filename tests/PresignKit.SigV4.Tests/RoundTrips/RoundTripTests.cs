using CsCheck;

namespace PresignKit.SigV4.Tests.RoundTrips;

/// <summary>What is signed verifies, for any key, headers, and parameters; and the store reads exactly what was signed.</summary>
public class RoundTripTests
{
    private static readonly Gen<NameValue[]> Query =
        Gen.Select(Generators.Name, Generators.Text, (n, v) => new NameValue(n, v)).Array[0, 20];

    private static readonly Gen<NameValue[]> Headers =
        Gen.Select(Generators.Name.Select(n => "h-" + n), Generators.HeaderValue, (n, v) => new NameValue(n, v)).Array[0, 5];

    [Fact]
    public void PresignThenVerify_AnyRequest_IsVerifiedAndReadBack() =>
        Gen.Select(Generators.Endpoint, Generators.Credentials, Generators.Key, Query, Headers, Generators.Instant, Gen.Int[1, 604_800])
            .Sample((endpoint, credentials, key, query, headers, at, seconds) =>
            {
                var url = new UrlPresigner(endpoint, credentials, "eu-central-1").Presign(new PresignRequest
                {
                    Method = "PUT",
                    Target = PresignTarget.ForObject(key),
                    SignedAt = at,
                    Lifetime = TimeSpan.FromSeconds(seconds),
                    Query = query,
                    Headers = headers,
                });

                Assert.StartsWith($"{endpoint.Scheme}://{endpoint.Host}/", url, StringComparison.Ordinal);
                var request = new WireRequest("PUT", url[(endpoint.Scheme.Length + 3 + endpoint.Host.Length)..], [new("host", endpoint.Host), .. headers]);
                var verifier = new SigV4Verifier(_ => credentials, "eu-central-1");
                Assert.Equal(SigV4Failure.None, verifier.VerifyPresignedUrl(request, at).Failure);
                Assert.Equal($"{endpoint.BucketPath}/{key}", request.Path);
                Assert.Equal(
                    query.Select(p => (p.Name, p.Value)).Order(),
                    request.Query.Where(p => !p.Name.StartsWith("X-Amz-", StringComparison.Ordinal)).Select(p => (p.Name, p.Value)).Order());

                var other = new WireRequest("PUT", request.RawTarget.Replace("?", "x?", StringComparison.Ordinal), request.Headers);
                Assert.Equal(SigV4Failure.SignatureMismatch, verifier.VerifyPresignedUrl(other, at).Failure);
            });

    [Fact]
    public void SignThenVerifyHeaders_AnyRequest_IsVerified() =>
        Gen.Select(Generators.Credentials, Generators.Key, Query, Headers, Generators.Instant)
            .Sample((credentials, key, query, headers, at) =>
            {
                List<NameValue> signed =
                [
                    .. headers, new("Host", "localhost"), new("x-amz-content-sha256", "UNSIGNED-PAYLOAD"),
                    new("x-amz-date", at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", null)),
                ];
                if (!credentials.ToString().Contains("(secret redacted)", StringComparison.Ordinal))
                {
                    signed.Add(new NameValue("x-amz-security-token", "FwoGZXIvYXdzEXAMPLE//tok+en=="));
                }

                var authorization = new HeaderSigner(credentials, "eu-central-1").Sign("GET", "/" + key, query, [.. signed], "UNSIGNED-PAYLOAD", at);

                // Everything is escaped, including letters, and in the original order: the verifier must decode and sort.
                var target = "/" + Escape(key) + "?" + string.Join('&', query.Select(p => $"{Escape(p.Name)}={Escape(p.Value)}"));
                var request = new WireRequest("GET", target, [.. signed, new("Authorization", authorization)]);
                Assert.Equal(SigV4Failure.None, new SigV4Verifier(_ => credentials, "eu-central-1").VerifyHeaders(request, at).Failure);
            });

    [Fact]
    public void Presign_AnyKey_IsWireSafeAscii() =>
        Gen.Select(Generators.Endpoint, Generators.Key).Sample((endpoint, key) =>
        {
            var url = new UrlPresigner(endpoint, new SigV4Credentials("A", "s"), "auto").Presign(new PresignRequest
            {
                Method = "GET", Target = PresignTarget.ForObject(key), SignedAt = DateTimeOffset.UnixEpoch, Lifetime = TimeSpan.FromSeconds(1),
            });
            Assert.DoesNotMatch("[^A-Za-z0-9%/?&=:._~\\[\\]-]", url);
        });

    private static string Escape(string text) => string.Concat(System.Text.Encoding.UTF8.GetBytes(text).Select(b => $"%{b:x2}"));
}
