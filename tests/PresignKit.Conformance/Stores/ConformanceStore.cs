using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

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

    /// <summary>The one of them that copies the object with that address; null where the protocol has none.</summary>
    public virtual (string Header, string Value)? CopyDirective => null;

    /// <summary>The one of them that lets everybody read; null where the protocol has none.</summary>
    public virtual (string Header, string Value)? PublishDirective => null;

    /// <summary>The name of the container, for <see cref="UnsignedDirectives"/>.</summary>
    public abstract string Container { get; }

    public IPresignedUrlIssuer Issuer { get; private set; } = null!;

    /// <summary>The backend's own access.</summary>
    public IObjectStore Objects { get; private set; } = null!;

    /// <summary>The same, for a container that does not exist.</summary>
    public IObjectStore ObjectsOfMissingContainer { get; private set; } = null!;

    /// <summary>What browsers use: it reaches the public endpoint, and sends a URL exactly as it stands.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>Checks and probes of the store under test.</summary>
    public IStoreSetup Setup { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await StartAsync();
        var application = Build(TimeProvider.System);
        Issuer = application.GetRequiredKeyedService<IPresignedUrlIssuer>(StoreName);
        Objects = application.GetRequiredKeyedService<IObjectStore>(StoreName);
        ObjectsOfMissingContainer = application.GetRequiredKeyedService<IObjectStore>(MissingStoreName);
        Setup = application.GetRequiredKeyedService<IStoreSetup>(StoreName);
        Client = new(CreateHandler()) { Timeout = TimeSpan.FromSeconds(60) };
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        foreach (var application in _applications)
        {
            await application.DisposeAsync();
        }

        await StopAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>An issuer whose clock stands elsewhere: what has expired by now was signed then, and no test has to wait.</summary>
    public IPresignedUrlIssuer IssuerAt(DateTimeOffset now) =>
        Build(new FakeTimeProvider(now)).GetRequiredKeyedService<IPresignedUrlIssuer>(StoreName);

    /// <summary>Goes on where the profile says Yes; skips, and says why, where it does not.</summary>
    public void Require(Func<StoreProfile, Capability> capability, string what) =>
        Assert.SkipUnless(capability(Profile) == Capability.Yes, $"Profile '{Profile.Name}' does not promise {what} ({capability(Profile)}).");

    /// <summary>
    /// Measures a capability by the answer to what it would refuse: it has to be refused where the profile says Yes, and taken where it
    /// says No, so that a No is proven too. Where the profile does not say, skips and prints what was measured.
    /// </summary>
    /// <returns>Whether it was refused.</returns>
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
                    Assert.Skip($"Profile '{Profile.Name}' does not say whether it promises {what}. Measured: {(int)response.StatusCode}.");
                }

                return false;
        }
    }

    /// <summary>A directive, filled in with the address of an object.</summary>
    public Action<HttpRequestMessage> Directive((string Header, string Value) directive, ObjectKey target)
    {
        var value = directive.Value
            .Replace("{container}", Container, StringComparison.Ordinal).Replace("{key}", target.Value, StringComparison.Ordinal);
        return request => request.Headers.TryAddWithoutValidation(directive.Header, value);
    }

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
        var kit = services.AddPresignKit(options => options.DefaultStoreName = StoreName);
        AddStores(kit);
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
        AddPolicy(kit, Browser.PutOnce, UploadTransport.Put, policy => policy.WriteOnce = true);
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
                policy.Metadata["note"] = "travels";
            });
        }
    }

    // Everything may go unkept: the suites find out what is kept, whatever the profile says.
    private static void AddPolicy(PresignKitBuilder kit, string name, UploadTransport transport, Action<UploadPolicyOptions>? change = null) =>
        kit.AddUploadPolicy(name, policy =>
        {
            policy.AllowedContentTypes.Add("video/mp4");
            policy.AllowedContentTypes.Add("text/plain");
            policy.MinimumSize = 0;
            policy.MaximumSize = 10_000_000;
            policy.Key = "conformance/{id}{ext}";
            policy.Transport = transport;
            policy.WriteOnce = false;
            policy.AllowUnenforced = (GuaranteeKinds)~0;
            change?.Invoke(policy);
        });
}
