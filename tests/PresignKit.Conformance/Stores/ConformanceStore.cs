using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PresignKit.Providers;

namespace PresignKit.Conformance.Stores;

/// <summary>
/// A real store that the suites run against. To test a provider, write one of these classes, and one line for each suite. What the store's
/// profile does not claim is skipped, and the reason is printed.
/// </summary>
public abstract class ConformanceStore : IAsyncLifetime
{
    /// <summary>The names of the stores that <see cref="AddStores"/> registers: the one under test, and one whose container does not exist.</summary>
    protected const string StoreName = "store";

    protected const string MissingStoreName = "missing";

    private readonly List<ServiceProvider> _applications = [];
    private readonly List<IStoreProvider> _providers = [];

    /// <summary>What the store claims to enforce. Every claim is tested.</summary>
    public abstract StoreProfile Profile { get; }

    /// <summary>What the application is told that the store enforces: the same, unless its version enforces more than its ready-made profile says.</summary>
    public virtual StoreProfile Configured => Profile;

    /// <summary>
    /// Unsigned directives that the protocol has as headers. Each would reach another object (S3: copy its bytes), or change the slot's own
    /// object beyond what was signed (publish, tag, redirect). A value may contain <c>{container}</c> and <c>{key}</c>, the address of an
    /// object that must stay secret.
    /// </summary>
    public abstract IReadOnlyList<(string Header, string Value)> UnsignedDirectives { get; }

    /// <summary>An unsigned query parameter, with its value, that would change the store's answer to a download.</summary>
    public abstract string UnsignedOverride { get; }

    /// <summary>Whether the store supports suffix ranges: <c>Range: bytes=-3</c> returns the last three bytes (RFC 9110).</summary>
    public virtual bool SupportsSuffixRanges => true;

    /// <summary>Whether a range of another object than the one that <c>If-Range</c> names is answered with the whole object (RFC 9110, section 13.1.5).</summary>
    public virtual bool ComparesIfRange => true;

    /// <summary>Whether a range that begins after the end is answered with 416 (RFC 9110, section 15.5.17).</summary>
    public virtual bool RefusesRangesBeyondTheEnd => true;

    /// <summary>Whether the provider signs requests that no policy can express.</summary>
    public virtual bool SignsAnyRequest => true;

    /// <summary>Whether the completion of an upload replaces an object, although the backend asks the store to refuse it then.</summary>
    public virtual bool CompletesOverObjects => false;

    /// <summary>The directive that copies the object with that address; null if the protocol has none.</summary>
    public virtual (string Header, string Value)? CopyDirective => null;

    /// <summary>The directive that makes an object public; null if the protocol has none.</summary>
    public virtual (string Header, string Value)? PublishDirective => null;

    /// <summary>The name of the container, for <see cref="UnsignedDirectives"/>.</summary>
    public abstract string Container { get; }

    public IPresignedUrlIssuer Issuer { get; private set; } = null!;

    /// <summary>Signs playlists that are in the store.</summary>
    public IPlaylistSigner Playlists { get; private set; } = null!;

    /// <summary>The backend's own access.</summary>
    public IObjectStore Objects { get; private set; } = null!;

    /// <summary>The same, for a container that does not exist.</summary>
    public IObjectStore ObjectsOfMissingContainer { get; private set; } = null!;

    /// <summary>The store as the provider implements it.</summary>
    public IStoreProvider Provider { get; private set; } = null!;

    /// <summary>The client that browsers are simulated with: it reaches the public endpoint, and sends URLs unchanged.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>Checks and probes of the store under test.</summary>
    public IStoreSetup Setup { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await StartAsync();
        var application = Build(TimeProvider.System, isDirect: true);
        Issuer = application.GetRequiredKeyedService<IPresignedUrlIssuer>(StoreName);
        Playlists = application.GetRequiredService<IPlaylistSigner>();
        Objects = application.GetRequiredKeyedService<IObjectStore>(StoreName);
        ObjectsOfMissingContainer = application.GetRequiredKeyedService<IObjectStore>(MissingStoreName);
        Setup = Build(TimeProvider.System, isDirect: false).GetRequiredKeyedService<IStoreSetup>(StoreName);
        Provider = CreateProvider();
        Client = new(CreateHandler()) { Timeout = TimeSpan.FromSeconds(60) };
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        foreach (var provider in _providers.OfType<IDisposable>())
        {
            provider.Dispose();
        }

        foreach (var application in _applications)
        {
            await application.DisposeAsync();
        }

        await StopAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>An issuer with another time, so that URLs can already be expired and tests need not wait.</summary>
    public IPresignedUrlIssuer IssuerAt(DateTimeOffset now) =>
        Build(new FakeTimeProvider(now), isDirect: true).GetRequiredKeyedService<IPresignedUrlIssuer>(StoreName);

    /// <summary>Another instance of the application's provider, with connections of its own.</summary>
    public IStoreProvider CreateProvider()
    {
        var application = Build(TimeProvider.System, isDirect: false);
        var provider = application.GetServices<StoreRegistration>().Single(registration => registration.Name == StoreName).Create(application);
        lock (_applications)
        {
            _providers.Add(provider);
        }

        return provider;
    }

    /// <summary>Continues if the profile says Yes; otherwise skips the test with the reason.</summary>
    public void Require(Func<StoreProfile, Capability> capability, string what) =>
        Assert.SkipUnless(capability(Profile) == Capability.Yes, $"Profile '{Profile.Name}' does not claim {what} ({capability(Profile)}).");

    /// <summary>
    /// Measures a capability by the answer to a violation: it must be refused if the profile says Yes, and accepted if it says No, so that
    /// a No is proven too. If the profile says Unknown, the test is skipped and prints what was measured.
    /// </summary>
    /// <returns>Whether the violation was refused.</returns>
    public async Task<bool> RefusesAsync(Func<StoreProfile, Capability> capability, string what, HttpResponseMessage response)
    {
        switch (capability(Profile))
        {
            case Capability.Yes:
                await Browser.AssertRefusedAsync(response);
                return true;
            case Capability.No:
                await Browser.AssertStoredAsync(response);
                return false;
            default:
                using (response)
                {
                    Assert.Skip($"Profile '{Profile.Name}' does not say whether the store is able {what}. Measured: {(int)response.StatusCode}.");
                }

                return false;
        }
    }

    /// <summary>Adds a directive with the address of an object.</summary>
    public Action<HttpRequestMessage> Directive((string Header, string Value) directive, ObjectKey target)
    {
        var value = directive.Value
            .Replace("{container}", Container, StringComparison.Ordinal).Replace("{key}", target.Value, StringComparison.Ordinal);
        return request => request.Headers.TryAddWithoutValidation(directive.Header, value);
    }

    /// <summary>Starts the store, if the suite owns it.</summary>
    protected virtual ValueTask StartAsync() => ValueTask.CompletedTask;

    protected virtual ValueTask StopAsync() => ValueTask.CompletedTask;

    /// <summary>Registers <see cref="StoreName"/> and <see cref="MissingStoreName"/>.</summary>
    /// <param name="kit">The application.</param>
    /// <param name="isDirect">Whether slots are PUTs and forms of the object itself (<see cref="Direct"/>), so that the suites measure those.</param>
    protected abstract void AddStores(PresignKitBuilder kit, bool isDirect);

    /// <summary>Creates the handler that reaches the public endpoint. Override it if the endpoint's host does not resolve.</summary>
    protected virtual HttpMessageHandler CreateHandler() => new SocketsHttpHandler { AllowAutoRedirect = false };

    /// <summary>The profile without what makes a slot an upload of one part: slots are then PUTs and forms of the object itself.</summary>
    protected static StoreProfile Direct(StoreProfile profile) => profile with { IsolatedPart = Capability.Unknown, PartUrlsEnd = Capability.Unknown };

    private ServiceProvider Build(TimeProvider clock, bool isDirect)
    {
        var services = new ServiceCollection();
        services.AddSingleton(clock);
        var kit = services.AddPresignKit(options => options.DefaultStoreName = StoreName);
        AddStores(kit, isDirect);
        AddPolicies(kit);
        var application = services.BuildServiceProvider();
        lock (_applications)
        {
            _applications.Add(application);
        }

        return application;
    }

    private void AddPolicies(PresignKitBuilder kit)
    {
        kit.AddDownloadPolicy(Browser.Stored, policy => policy.UseStoredCacheControl = true);
        AddPolicy(kit, Browser.Put, UploadTransport.Put);
        AddPolicy(kit, Browser.Elsewhere, UploadTransport.Put, policy => policy.Key = "elsewhere/{id}{ext}");
        if (Profile.FormUpload != Capability.No)
        {
            AddPolicy(kit, Browser.Form, UploadTransport.Post);
        }

        if (Profile.SignedHeaders == Capability.Yes)
        {
            AddPolicy(kit, Browser.Described, UploadTransport.Put, policy =>
            {
                policy.CacheControl = "max-age=60";
                policy.ContentLanguage = "de-CH";
                policy.Metadata["note"] = "described";
            });
        }
    }

    // Everything may be unenforced: the suites find out what is enforced, whatever the profile says.
    private static void AddPolicy(PresignKitBuilder kit, string name, UploadTransport transport, Action<UploadPolicyOptions>? change = null) =>
        kit.AddUploadPolicy(name, policy =>
        {
            policy.AllowedContentTypes.Add("video/mp4");
            policy.AllowedContentTypes.Add("text/plain");
            policy.MinimumSize = 0;
            policy.MaximumSize = 10_000_000;
            policy.AllowUnknownSize = true;
            policy.Key = "conformance/{id}{ext}";
            policy.Transport = transport;
            policy.AllowUnenforced = (GuaranteeKinds)~0;
            change?.Invoke(policy);
        });
}
