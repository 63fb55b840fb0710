using System.Collections;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PresignKit.CloudFront.Tests.Fakes;

namespace PresignKit.CloudFront.Tests.Secrecy;

/// <summary>No key and no signature is in a log, in a message, or in what <c>ToString</c> returns.</summary>
public sealed class SecrecyTests
{
    private static readonly CloudFrontAccess Stream = new() { Policy = "stream" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ToString_OfEveryGrant_HasNoSignature()
    {
        await using var app = TestApp.With();
        var signer = app.GetRequiredService<ICloudFrontSigner>();

        var url = await signer.IssueUrlAsync(new("a.mp4"), Stream, Cancellation);
        var cookies = await signer.IssueFolderCookiesAsync("a/", Stream, Cancellation);
        var query = await signer.IssueFolderQueryAsync("a/", Stream, Cancellation);

        Assert.DoesNotContain(Signature(url.RevealUrl()), url.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Signature(query.RevealQuery()), query.ToString(), StringComparison.Ordinal);
        Assert.All(cookies.All, cookie =>
        {
            Assert.DoesNotContain(cookie.RevealValue(), cookie.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(cookie.RevealValue(), cookies.ToString(), StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData(typeof(CloudFrontCookie))]
    [InlineData(typeof(CloudFrontCookies))]
    [InlineData(typeof(CloudFrontQuery))]
    public void Properties_OfEveryGrant_HoldNoSecret(Type type) => Assert.DoesNotContain(
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance),
        property => property.Name.Contains("Value", StringComparison.Ordinal) || property.Name.Contains("Query", StringComparison.Ordinal));

    [Fact]
    public void ToString_OfOptions_HasNoKey() =>
        Assert.Equal("K1", new CloudFrontKeyOptions { KeyPairId = "K1", PrivateKey = TestKeys.EcdsaPem }.ToString());

    [Fact]
    public void Flaws_OfBrokenKeys_HaveNothingOfThem()
    {
        var broken = TestKeys.EcdsaPem.Remove(60, 4);
        var body = TestKeys.EcdsaPem.Split('\n')[1];

        string[] flaws = [.. Of(broken), .. Of(body), .. Of(TestKeys.RsaPem[..400])];

        Assert.NotEmpty(flaws);
        Assert.All(flaws, flaw => Assert.DoesNotContain(body[..12], flaw, StringComparison.Ordinal));
        Assert.All(flaws, flaw => Assert.DoesNotContain(TestKeys.RsaPem.Split('\n')[1][..12], flaw, StringComparison.Ordinal));

        static string[] Of(string pem)
        {
            using var app = TestApp.With(options => options.Key!.PrivateKey = pem);
            return app.Flaws();
        }
    }

    [Fact]
    public async Task Log_OfReloadedKeys_NamesTheirIdsAlone()
    {
        var log = new ListLogger();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["PresignKit:Stores:cdn:Origin"] = "media",
            ["PresignKit:Stores:cdn:Endpoint"] = "https://media.example.com",
            ["PresignKit:Stores:cdn:Key:KeyPairId"] = "K1",
            ["PresignKit:Stores:cdn:Key:PrivateKey"] = TestKeys.EcdsaPem,
        }).Build();
        await using var app = TestApp.Build(
            presignKit =>
            {
                presignKit.AddStore(new OriginStore("media")).AddCloudFront("cdn");
                presignKit.AddDownloadPolicy("stream", policy => policy.UseStoredHeaders = true);
                presignKit.Services.AddSingleton<ILoggerProvider>(log);
            },
            configuration: configuration);
        var url = (await app.Issuer().IssueDownloadUrlAsync(new("a.mp4"), new() { Policy = "stream" }, Cancellation)).RevealUrl();

        configuration["PresignKit:Stores:cdn:Key:KeyPairId"] = "K2";
        configuration["PresignKit:Stores:cdn:Key:PrivateKey"] = TestKeys.OtherEcdsaPem.Remove(60, 4);
        configuration.Reload();
        configuration["PresignKit:Stores:cdn:Key:PrivateKey"] = TestKeys.OtherEcdsaPem;
        configuration.Reload();

        Assert.Equal(2, log.Lines.Count);
        Assert.StartsWith(
            "settings-invalid: the reloaded settings of store 'cdn' are invalid, so its keys stay in force. Stores:cdn:Key:PrivateKey ",
            log.Lines[0],
            StringComparison.Ordinal);
        Assert.Equal("Store 'cdn' now signs with key K2, because its settings were reloaded.", log.Lines[1]);
        Assert.All(log.Lines, line => Assert.DoesNotContain(TestKeys.OtherEcdsaPem.Split('\n')[1][..12], line, StringComparison.Ordinal));
        Assert.All(log.Lines, line => Assert.DoesNotContain(Signature(url), line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Exceptions_OfRefusals_HaveNoSignature()
    {
        await using var app = TestApp.With();
        var refusal = await Assert.ThrowsAsync<StoreException>(
            async () => await app.Issuer().IssueDownloadUrlAsync(new("a.mp4"), cancellationToken: Cancellation));

        Assert.DoesNotContain("Signature=", refusal.ToString(), StringComparison.Ordinal);
        Assert.Empty(refusal.Data.Cast<DictionaryEntry>());
    }

    private static string Signature(string query) => query.Split("Signature=")[1].Split('&')[0];

    private sealed class ListLogger : ILoggerProvider, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
