using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.CloudFront.Tests.Fakes;

namespace PresignKit.CloudFront.Tests.Settings;

public sealed class SettingsTests
{
    private const string Folder = "/none/";

    public static TheoryData<string, Action<CloudFrontStoreOptions>> Flaws => new()
    {
        { "Stores:cdn:Origin is missing; set the name of the store whose bucket the distribution delivers.", options => options.Origin = null },
        { "Stores:cdn:Origin is 'other', which is not a registered store; registered stores are: media, cdn.", options => options.Origin = "other" },
        {
            "Stores:cdn:Origin is 'cdn', which is a distribution itself; name the store whose bucket it delivers.",
            options => options.Origin = "cdn"
        },
        {
            "Stores:cdn:Endpoint is missing; set the address of the distribution, such as https://d111111abcdef8.cloudfront.net.",
            options => options.Endpoint = null
        },
        {
            "Stores:cdn:Endpoint must be an address without a path, such as https://media.example.com.",
            options => options.Endpoint = "https://media.example.com/films"
        },
        { "Stores:cdn:Endpoint must be an address without a path, such as https://media.example.com.", options => options.Endpoint = "media.example.com" },
        {
            "Stores:cdn:Endpoint uses http, which exposes signatures to anyone on the network; use https.",
            options => options.Endpoint = "http://media.example.com"
        },
        {
            "Stores:cdn:OriginPath is '/content'; it must be a folder of the bucket that ends in '/', such as 'content/', or not be set.",
            options => options.OriginPath = "/content"
        },
        { "Stores:cdn:HashAlgorithm is '7'; it must be one of: Sha256, Sha1.", options => options.HashAlgorithm = (CloudFrontHashAlgorithm)7 },
        { "Stores:cdn:CookieSameSite is '7'; it must be one of: Lax, Strict, None.", options => options.CookieSameSite = (CloudFrontSameSite)7 },
        { "Stores:cdn:CookieDomain must be a domain without a leading dot, such as example.com.", options => options.CookieDomain = "com" },
        {
            "Stores:cdn:CookieDomain is 'example.com', but the distribution is d111111abcdef8.cloudfront.net, to which browsers would not send the cookies; "
                + "set the domain that it has in common with the application.",
            options => options.CookieDomain = "example.com"
        },
        { "Stores:cdn:Key is missing; set its KeyPairId, and PrivateKeyFile or PrivateKey.", options => options.Key = null },
        { "Stores:cdn:Key:KeyPairId is missing; set the ID that CloudFront gave the public key.", options => options.Key!.KeyPairId = null },
        {
            "Stores:cdn:Key:KeyPairId must consist of letters and digits; set the ID that CloudFront gave the public key.",
            options => options.Key!.KeyPairId = "K1&Policy=x"
        },
        { "Stores:cdn:Key has no private key; set PrivateKeyFile, PrivateKey, or (in code) Signer.", options => options.Key!.PrivateKey = null },
        {
            "Stores:cdn:Key has more than one of PrivateKeyFile, PrivateKey, and Signer; remove the others.",
            options => options.Key!.PrivateKeyFile = "a.pem"
        },
        {
            $"Stores:cdn:Key:PrivateKeyFile is '{Folder}none.pem', which cannot be read (FileNotFoundException); name a file that the application may read.",
            options => (options.Key!.PrivateKey, options.Key.PrivateKeyFile) = (null, $"{Folder}none.pem")
        },
        {
            "Stores:cdn:Key:UseFrom is set, but the first key signs at once; set it for NextKey, or remove it.",
            options => options.Key!.UseFrom = TestApp.Now
        },
        {
            "Stores:cdn:NextKey:UseFrom is missing; set the instant from which this key signs, such as 2026-12-24T06:00:00Z, or replace Key by it.",
            options => options.NextKey = new() { KeyPairId = "K2", PrivateKey = TestKeys.RsaPem }
        },
        {
            "Stores:cdn:NextKey:KeyPairId is that of Key; set the ID of the new public key.",
            options => options.NextKey = new() { KeyPairId = TestApp.KeyPairId, PrivateKey = TestKeys.RsaPem, UseFrom = TestApp.Now }
        },
    };

    public static TheoryData<string, string> BadKeys => new()
    {
        {
            "is not a private key in PEM; it must begin with '-----BEGIN PRIVATE KEY-----', '-----BEGIN RSA PRIVATE KEY-----', or "
                + "'-----BEGIN EC PRIVATE KEY-----'",
            "secret text"
        },
        { "is a public key; set the private key that belongs to it", TestKeys.Rsa.ExportSubjectPublicKeyInfoPem() },
        {
            "is encrypted; decrypt it, for example with 'openssl pkey', and keep it in a secret store",
            TestKeys.Ecdsa.ExportEncryptedPkcs8PrivateKeyPem("pass", new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000))
        },
        { "is an RSA key of 1024 bits; CloudFront takes 2048 bits, or ECDSA on P-256", Pem(RSA.Create(1024)) },
        { "is an ECDSA key on another curve; CloudFront takes P-256 (prime256v1), or RSA with 2048 bits", Pem(ECDsa.Create(ECCurve.NamedCurves.nistP384)) },
        {
            "cannot be read; it must be an RSA key of 2048 bits, or an ECDSA key on P-256",
            "-----BEGIN PRIVATE KEY-----\nMIIBVgIBADANBgkqhkiG9w0BAQ==\n-----END PRIVATE KEY-----"
        },
    };

    public static TheoryData<string> GoodKeys => new(
        TestKeys.RsaPem,
        TestKeys.EcdsaPem,
        TestKeys.Rsa.ExportRSAPrivateKeyPem(),
        TestKeys.Ecdsa.ExportECPrivateKeyPem(),
        $"-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n{TestKeys.Ecdsa.ExportECPrivateKeyPem()}",
        TestKeys.EcdsaPem.Replace("\n", "\\n", StringComparison.Ordinal),
        TestKeys.RsaPem.Replace("\n", "\r\n", StringComparison.Ordinal));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Flaws), DisableDiscoveryEnumeration = true)]
    public void Settings_WithAFlaw_StopTheApplication(string flaw, Action<CloudFrontStoreOptions> change)
    {
        using var app = TestApp.With(change);

        Assert.Equal([flaw], app.Flaws());
    }

    [Theory]
    [MemberData(nameof(BadKeys))]
    public void PrivateKey_ThatCloudFrontDoesNotTake_StopsTheApplication(string flaw, string pem)
    {
        using var app = TestApp.With(options => options.Key!.PrivateKey = pem);

        Assert.Equal([$"Stores:cdn:Key:PrivateKey {flaw}."], app.Flaws());
    }

    [Theory]
    [MemberData(nameof(GoodKeys))]
    public async Task PrivateKey_InEachForm_Signs(string pem)
    {
        await using var app = TestApp.With(options => options.Key!.PrivateKey = pem);

        Assert.Empty(app.Flaws());
        Assert.NotNull(await app.Issuer().IssueDownloadUrlAsync(new("a.mp4"), new() { Policy = "stream" }, Cancellation));
    }

    [Fact]
    public async Task Configuration_EverySetting_IsApplied()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, TestKeys.RsaPem, Cancellation);
        try
        {
            await using var app = Configured(new()
            {
                ["Origin"] = "media",
                ["Endpoint"] = "https://media.example.com",
                ["OriginPath"] = "content/",
                ["HashAlgorithm"] = "sha1",
                ["ForwardsResponseHeaders"] = "false",
                ["CookieDomain"] = "example.com",
                ["CookieSameSite"] = "Strict",
                ["Key:KeyPairId"] = "K1",
                ["Key:PrivateKeyFile"] = file,
                ["NextKey:KeyPairId"] = "K2",
                ["NextKey:PrivateKey"] = TestKeys.EcdsaPem,
                ["NextKey:UseFrom"] = "2026-11-24T12:00:00+01:00",
            });

            Assert.Empty(app.Flaws());
            var cookies = await app.GetRequiredService<ICloudFrontSigner>().IssueFolderCookiesAsync("content/a/", new() { Policy = "stream" }, Cancellation);
            Assert.Equal(["CloudFront-Policy", "CloudFront-Signature", "CloudFront-Key-Pair-Id"], cookies.All.Select(cookie => cookie.Name));
            Assert.Equal("CloudFront-Key-Pair-Id=K2; Domain=example.com; Path=/a/; Secure; HttpOnly; SameSite=Strict", cookies.All[2].RevealHeader());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("Endpont", "x", "PresignKit:Stores:cdn:Endpont is unknown; did you mean Endpoint?")]
    [InlineData("Key:PrivateKy", "x", "PresignKit:Stores:cdn:Key:PrivateKy is unknown; did you mean PrivateKey?")]
    [InlineData(
        "NextKey:UseFrom",
        "2026-11-24T12:00:00",
        "PresignKit:Stores:cdn:NextKey:UseFrom is '2026-11-24T12:00:00'; it must be an instant with its offset, such as 2026-12-24T06:00:00Z.")]
    [InlineData("HashAlgorithm", "MD5", "PresignKit:Stores:cdn:HashAlgorithm is 'MD5'; it must be one of: Sha256, Sha1.")]
    public void Configuration_WithAFlaw_StopsTheApplication(string name, string value, string flaw)
    {
        using var app = Configured(new()
        {
            ["Origin"] = "media",
            ["Endpoint"] = "https://media.example.com",
            ["Key:KeyPairId"] = "K1",
            ["Key:PrivateKey"] = TestKeys.EcdsaPem,
            [name] = value,
        });

        Assert.Contains(flaw, app.Flaws());
    }

    [Fact]
    public async Task Reload_OfTheKeys_SignsWithThem_AndInvalidOnesChangeNothing()
    {
        var source = new Dictionary<string, string?>
        {
            ["PresignKit:Stores:cdn:Origin"] = "media",
            ["PresignKit:Stores:cdn:Endpoint"] = "https://media.example.com",
            ["PresignKit:Stores:cdn:Key:KeyPairId"] = "K1",
            ["PresignKit:Stores:cdn:Key:PrivateKey"] = TestKeys.EcdsaPem,
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(source).Build();
        await using var app = TestApp.Build(Add, configuration: configuration);
        DownloadRequest stream = new() { Policy = "stream" };
        async Task<string> Sign() => (await app.Issuer().IssueDownloadUrlAsync(new("a.mp4"), stream, Cancellation)).RevealUrl();

        var before = await Sign();
        configuration["PresignKit:Stores:cdn:Key:KeyPairId"] = "K2";
        configuration["PresignKit:Stores:cdn:Key:PrivateKey"] = "broken";
        configuration.Reload();
        var meanwhile = await Sign();
        configuration["PresignKit:Stores:cdn:Key:PrivateKey"] = TestKeys.OtherEcdsaPem;
        configuration.Reload();
        var after = await Sign();
        configuration["PresignKit:Stores:cdn:Endpoint"] = "https://other.example.com";
        configuration["PresignKit:Stores:cdn:Key:KeyPairId"] = "K3";
        configuration.Reload();
        var ofOtherPlace = await Sign();

        Assert.Equal(before, meanwhile);
        Assert.True(EdgeVerifier.With("K2", TestKeys.OtherEcdsa).Allows(after, TestApp.Now));
        Assert.Equal(after, ofOtherPlace);
    }

    /// <summary>Configuration is also reloaded if something else has changed. Signatures of ECDSA differ, so a URL shows whether it was kept.</summary>
    [Fact]
    public async Task Reload_ThatKeepsAKey_KeepsWhatItHasSigned()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["PresignKit:Stores:cdn:Origin"] = "media",
            ["PresignKit:Stores:cdn:Endpoint"] = "https://media.example.com",
            ["PresignKit:Stores:cdn:Key:KeyPairId"] = "K1",
            ["PresignKit:Stores:cdn:Key:PrivateKey"] = TestKeys.EcdsaPem,
        }).Build();
        await using var app = TestApp.Build(Add, configuration: configuration);
        DownloadRequest stream = new() { Policy = "stream" };
        async Task<string> Sign() => (await app.Issuer().IssueDownloadUrlAsync(new("a.mp4"), stream, Cancellation)).RevealUrl();

        var first = await Sign();
        configuration["Other"] = "changed";
        configuration.Reload();
        var afterOther = await Sign();
        configuration["PresignKit:Stores:cdn:NextKey:KeyPairId"] = "K2";
        configuration["PresignKit:Stores:cdn:NextKey:PrivateKey"] = TestKeys.OtherEcdsaPem;
        configuration["PresignKit:Stores:cdn:NextKey:UseFrom"] = "2027-01-01T00:00:00Z";
        configuration.Reload();
        var withNext = await Sign();
        configuration["PresignKit:Stores:cdn:Key:PrivateKey"] = TestKeys.OtherEcdsaPem;
        configuration.Reload();
        var replaced = await Sign();

        Assert.Equal(first, afterOther);
        Assert.Equal(first, withNext);
        Assert.True(EdgeVerifier.With("K1", TestKeys.OtherEcdsa).Allows(replaced, TestApp.Now));
    }

    private static ServiceProvider Configured(Dictionary<string, string?> settings) => TestApp.Build(
        Add,
        configuration: new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"PresignKit:Stores:cdn:{setting.Key}", setting.Value)))
            .Build());

    private static void Add(PresignKitBuilder presignKit) => presignKit.AddStore(new OriginStore("media"))
        .AddCloudFront("cdn")
        .AddDownloadPolicy("stream", policy => policy.UseStoredHeaders = true);

    private static string Pem(AsymmetricAlgorithm key)
    {
        using (key)
        {
            return key.ExportPkcs8PrivateKeyPem();
        }
    }
}
