using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.CloudFront.Tests.Fakes;

namespace PresignKit.CloudFront.Tests.Oracles;

/// <summary>
/// Amazon's signer for JavaScript signs the same. With RSA, all of it is compared; signatures of ECDSA differ each time, so each side's are verified.
/// </summary>
public sealed class NpmSignerTests(NpmSigner npm)
{
    // Without the characters that Amazon's signer leaves as they are, and PresignKit encodes: ! ' ( ) *
    private static readonly string[] Keys =
    [
        "a.mp4", "movies/42/master.m3u8", "movies/4 2/ü.ts", "日本/語 1.mp4", "a+b&c=d.mp4", "a%2Fb.mp4", "a?b#c.mp4", "a\"b.mp4", "a:b@c,d;e$f.mp4", "~-._",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(KeyKind.Rsa, CloudFrontHashAlgorithm.Sha1)]
    [InlineData(KeyKind.Rsa, CloudFrontHashAlgorithm.Sha256)]
    [InlineData(KeyKind.Ecdsa, CloudFrontHashAlgorithm.Sha1)]
    [InlineData(KeyKind.Ecdsa, CloudFrontHashAlgorithm.Sha256)]
    public async Task Urls_CannedAndCustom_AreThoseOfAmazonsSigner(KeyKind kind, CloudFrontHashAlgorithm hash)
    {
        await npm.RequireAsync();
        await using var app = TestApp.With(options => options.HashAlgorithm = hash, kind);
        var signer = app.GetRequiredService<ICloudFrontSigner>();
        var accesses = Accesses();
        var (ours, requests) = (new List<string>(), new List<object>());
        foreach (var key in Keys)
        {
            foreach (var access in accesses)
            {
                ours.Add((await signer.IssueUrlAsync(new(key), access, Cancellation)).RevealUrl());
                requests.Add(Request("url", signer.GetAddress(new(key)), access, kind, hash));
            }
        }

        var theirs = await npm.SignAsync(requests);

        Assert.Equal(ours.Count, theirs.Count);
        var edge = EdgeVerifier.With(TestApp.KeyPairId, TestKeys.Of(kind));
        Assert.All(ours.Zip(theirs), pair =>
        {
            var (own, other) = (pair.First, pair.Second.GetString()!);
            Assert.Equal(own.Split('?')[0], other.Split('?')[0]);
            var (ownQuery, otherQuery) = (Parameters(own, kind), Parameters(other, kind));
            Assert.Equal(ownQuery, otherQuery);
            Assert.True(edge.Allows(own, TestApp.Now.AddMinutes(1), address: "192.0.2.10"));
            Assert.True(edge.Allows(other, TestApp.Now.AddMinutes(1), address: "192.0.2.10"));
        });
    }

    [Theory]
    [InlineData(CloudFrontHashAlgorithm.Sha1)]
    [InlineData(CloudFrontHashAlgorithm.Sha256)]
    public async Task Cookies_CannedAndCustom_AreThoseOfAmazonsSigner(CloudFrontHashAlgorithm hash)
    {
        await npm.RequireAsync();
        await using var app = TestApp.With(options => options.HashAlgorithm = hash, KeyKind.Rsa);
        var signer = app.GetRequiredService<ICloudFrontSigner>();
        var (ours, requests) = (new List<CloudFrontCookies>(), new List<object>());
        foreach (var key in Keys)
        {
            foreach (var access in Accesses())
            {
                ours.Add(await signer.IssueObjectCookiesAsync(new(key), access, Cancellation));
                requests.Add(Request("cookies", signer.GetAddress(new(key)), access, KeyKind.Rsa, hash));
            }
        }

        // For a wildcard, Amazon's signer takes a policy that is ready.
        ours.Add(await signer.IssueFolderCookiesAsync("movies/42/", new() { Policy = "stream" }, Cancellation));
        requests.Add(new
        {
            kind = "cookies",
            keyPairId = TestApp.KeyPairId,
            privateKey = TestKeys.RsaPem,
            algorithm = hash == CloudFrontHashAlgorithm.Sha1 ? "SHA1" : "SHA256",
            policy = "{\"Statement\":[{\"Resource\":\"" + TestApp.Root + "movies/42/*\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":"
                + TestApp.Now.AddHours(1).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) + "}}}]}",
        });

        var theirs = await npm.SignAsync(requests);

        Assert.All(ours.Zip(theirs), pair => Assert.Equal(
            pair.First.All.Select(cookie => $"{cookie.Name}={cookie.RevealValue()}").Order(StringComparer.Ordinal),
            pair.Second.EnumerateObject().Select(cookie => $"{cookie.Name}={cookie.Value}").Order(StringComparer.Ordinal)));
    }

    private static CloudFrontAccess[] Accesses() =>
    [
        new() { Policy = "stream" },
        new() { Policy = "stream", NotBefore = TestApp.Now },
        new() { Policy = "stream", ClientNetwork = IPNetwork.Parse("192.0.2.0/24") },
        new() { Policy = "stream", NotBefore = TestApp.Now, ClientNetwork = IPNetwork.Parse("192.0.2.10/32") },
    ];

    private static Dictionary<string, object?> Request(string kind, string url, CloudFrontAccess access, KeyKind key, CloudFrontHashAlgorithm hash)
    {
        var request = new Dictionary<string, object?>
        {
            ["kind"] = kind,
            ["url"] = url,
            ["keyPairId"] = TestApp.KeyPairId,
            ["privateKey"] = TestKeys.PemOf(key),
            ["algorithm"] = hash == CloudFrontHashAlgorithm.Sha1 ? "SHA1" : "SHA256",
            ["dateLessThan"] = TestApp.Now.AddHours(1).ToString("O"),
        };
        if (access.NotBefore is { } notBefore)
        {
            request["dateGreaterThan"] = notBefore.ToString("O");
        }

        if (access.ClientNetwork is { } network)
        {
            request["ipAddress"] = network.ToString();
        }

        return request;
    }

    private static string[] Parameters(string url, KeyKind kind) =>
    [
        .. url.Split('?')[1].Split('&').Where(pair => kind == KeyKind.Rsa || !pair.StartsWith("Signature=", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];
}
