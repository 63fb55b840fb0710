using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PresignKit.DependencyInjection;
using PresignKit.Policies;
using PresignKit.Providers;
using PresignKit.Stores;

namespace PresignKit.Conformance.Stores;

/// <summary>
/// One real store that the suites run against. A provider's author writes one of these, and one line for each suite; what the store's
/// profile does not promise is skipped, and the reason printed.
/// </summary>
public abstract class ConformanceStore : IAsyncLifetime
{
    /// <summary>The names of the stores that <see cref="AddStores"/> registers: the one under test, and one whose container does not exist.</summary>
    protected const string StoreName = "store";

    protected const string MissingStoreName = "missing";

    private readonly List<ServiceProvider> _applications = [];

    /// <summary>What the store promises. Every promise is tested.</summary>
    public abstract StoreProfile Profile { get; }

    /// <summary>
    /// Directives that the protocol takes as headers and that nobody signed: each would reach another object (S3: copy its bytes), or
    /// make more of the slot's own than was agreed (publish, tag, redirect). The value may hold <c>{container}</c> and <c>{key}</c>, for
    /// the address of an object that is to stay secret.
    /// </summary>
    public abstract IReadOnlyList<(string Header, string Value)> UnsignedDirectives { get; }

    /// <summary>A query parameter, with its value, that makes the store answer a download otherwise, and that nobody signed.</summary>
    public abstract string UnsignedOverride { get; }

    /// <summary>Whether <c>Range: bytes=-3</c> answers the last three bytes, as RFC 9110 has it; not every store goes along.</summary>
    public virtual bool TakesSuffixRanges => true;

    /// <summary>The name of the container, for <see cref="UnsignedDirectives"/>.</summary>
    public abstract string Container { get; }

    public IPresignedUrlIssuer Issuer { get; private set; } = null!;

    /// <summary>The backend's own access.</summary>
    public IObjectStore Objects { get; private set; } = null!;

    /// <summary>The same, for a container that does not exist.</summary>
    public IObjectStore ObjectsOfMissingContainer { get; private set; } = null!;

    /// <summary>What browsers use: it reaches the public endpoint, and sends a URL exactly as it stands.</summary>
    public HttpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await StartAsync();
        var application = Build(TimeProvider.System);
        Issuer = application.GetRequiredKeyedService<IPresignedUrlIssuer>(StoreName);
        Objects = application.GetRequiredKeyedService<IObjectStore>(StoreName);
        ObjectsOfMissingContainer = application.GetRequiredKeyedService<IObjectStore>(MissingStoreName);
        Client = new(CreateHandler()) { Timeout = TimeSpan.FromSeconds(60) };
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        foreach (var application in _applications)
            await application.DisposeAsync();
        await StopAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>An issuer whose clock stands elsewhere: what has expired by now was signed then, and no test has to wait.</summary>
    public IPresignedUrlIssuer IssuerAt(DateTimeOffset now) =>
        Build(new FakeTimeProvider(now)).GetRequiredKeyedService<IPresignedUrlIssuer>(StoreName);

    /// <summary>Goes on where the profile says Yes; skips, and says why, where it does not.</summary>
    public void Require(Func<StoreProfile, Capability> capability, string what) =>
        Assert.SkipUnless(capability(Profile) == Capability.Yes, $"Profile '{Profile.Name}' does not promise {what} ({capability(Profile)}).");

    /// <summary>Starts the store, where it is the suite's own.</summary>
    protected virtual ValueTask StartAsync() => ValueTask.CompletedTask;

    protected virtual ValueTask StopAsync() => ValueTask.CompletedTask;

    /// <summary>Registers <see cref="StoreName"/> and <see cref="MissingStoreName"/>.</summary>
    protected abstract void AddStores(PresignKitBuilder kit);

    /// <summary>Reaches the public endpoint; overridden where its host does not resolve.</summary>
    protected virtual HttpMessageHandler CreateHandler() => new SocketsHttpHandler { AllowAutoRedirect = false };

    private ServiceProvider Build(TimeProvider clock)
    {
        var services = new ServiceCollection();
        services.AddSingleton(clock);
        services.AddPresignKit(kit =>
        {
            AddStores(kit);
            kit.UseDefaultStore(StoreName);
            AddPolicy(kit, Browser.PutOnce, TransportRule.Put, WriteOnceRule.Required);
            AddPolicy(kit, Browser.Put, TransportRule.Put, WriteOnceRule.NotRequired);
            if (Profile.FormUpload != Capability.No)
                AddPolicy(kit, Browser.Form, TransportRule.Post, WriteOnceRule.NotRequired);
        });
        var application = services.BuildServiceProvider();
        lock (_applications)
            _applications.Add(application);
        return application;
    }

    // Everything may go unkept: the suites find out what is kept, whatever the profile says.
    private static void AddPolicy(PresignKitBuilder kit, string name, TransportRule transport, WriteOnceRule writeOnce) =>
        kit.AddUploadPolicy(name, policy =>
        {
            policy.AllowedContentTypes.Add("video/mp4");
            policy.AllowedContentTypes.Add("text/plain");
            policy.MinimumSize = 0;
            policy.MaximumSize = 10_000_000;
            policy.Key = "conformance/{id}{ext}";
            policy.Transport = transport;
            policy.WriteOnce = writeOnce;
            policy.AllowUnenforced = (GuaranteeKinds)~0;
        });
}
