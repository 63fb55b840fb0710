using System.Collections.Frozen;
using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using PresignKit.Content;
using PresignKit.Downloads;
using PresignKit.Keys;
using PresignKit.Policies;
using PresignKit.Providers;
using PresignKit.Uploads;

namespace PresignKit.Issuing;

/// <summary>The policies in force, built from validated options.</summary>
internal sealed class PolicyCatalog : IStorePolicies
{
    private readonly PlansInForce _uploads;
    private readonly FrozenDictionary<string, DownloadPlan> _downloads;
    private readonly FrozenDictionary<string, UploadPolicy[]> _ofBucket;
    private readonly (PolicyCatalog Origin, string Store)? _server;
    private volatile StoreStanding _ofServer = StoreStanding.Unknown;

    public PolicyCatalog(IOptions<PresignKitOptions> options, StoreCatalog stores)
    {
        var settings = options.Value;
        ApplicationName = settings.ApplicationName;
        var defaultStore = stores.DefaultName(settings);
        var flaws = new List<string>();
        var uploads = new List<PolicyPlans>();
        foreach (var (name, policy) in settings.UploadPolicies)
        {
            if (PolicyBuilder.Build(name, policy, defaultStore, flaws) is { } built
                && PolicyPlans.TryMake(built with { ApplicationName = ApplicationName }, stores.Get(built.StoreName).Profile, out _) is { } plans)
            {
                uploads.Add(plans);
            }
        }

        _uploads = new(uploads);
        _downloads = NamedPolicies.WithDefault(settings.DownloadPolicies)
            .Select(p => new DownloadPlan(PolicyBuilder.Build(p.Key, p.Value, flaws)!))
            .ToFrozenDictionary(p => p.Policy.Name, NamedPolicies.Comparer);
        var byStore = uploads.Select(p => p.Policy).ToLookup(p => p.StoreName, StringComparer.Ordinal);
        _ofBucket = byStore.ToFrozenDictionary(
            group => group.Key,
            group => stores.SharingBucket(group.Key).SelectMany(name => byStore[name]).ToArray(),
            StringComparer.Ordinal);
        UploadPolicies = [.. uploads.Select(p => p.Policy)];
        DownloadPolicies = [.. _downloads.Values.Select(p => p.Policy)];
    }

    // What is learned about one tenant's bucket counts for it alone.
    private PolicyCatalog(PolicyCatalog origin, string store, bool isSameServer)
    {
        _server = isSameServer ? (origin, store) : null;
        ApplicationName = origin.ApplicationName;
        PolicyPlans[] plans = [.. origin._uploads.All.Where(plans => plans.Policy.StoreName == store)];
        _uploads = new(plans);
        _downloads = origin._downloads;
        UploadPolicies = [.. plans.Select(p => p.Policy)];
        DownloadPolicies = origin.DownloadPolicies;
        _ofBucket = new Dictionary<string, UploadPolicy[]>(StringComparer.Ordinal) { [store] = [.. UploadPolicies] }
            .ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The name that this application's slots carry; null: none.</summary>
    public string? ApplicationName { get; }

    public IReadOnlyCollection<UploadPolicy> UploadPolicies { get; }

    public IReadOnlyCollection<DownloadPolicy> DownloadPolicies { get; }

    /// <summary>The policies of one store, for a tenant's bucket, about which nothing has been learned yet.</summary>
    /// <param name="store">The store whose policies apply.</param>
    /// <param name="isSameServer">Whether what a probe finds out about that store's server, also later, holds for the tenant's bucket.</param>
    public PolicyCatalog ForTenant(string store, bool isSameServer) => new(this, store, isSameServer);

    public UploadPolicy GetUploadPolicy(string name) => FindUploadPolicy(name) ?? throw Unknown("upload", name);

    public UploadPolicy? FindUploadPolicy(string name) => name is null ? null : _uploads.Find(name)?.Plans.Policy;

    /// <summary>The plans for new slots.</summary>
    /// <exception cref="StoreException">As far as is known now, the store does not keep the policy (<see cref="ErrorCodes.StoreNotReady"/>).</exception>
    public UploadPlans GetUploadPlans(string name)
    {
        FollowServer();
        var now = (name is null ? null : _uploads.Find(name)) ?? throw Unknown("upload", name);
        return now.Now ?? throw new StoreException(ErrorCodes.StoreNotReady, now.Refusal!);
    }

    /// <summary>Every plan that this instance, or another one, may use for slots of a policy that exists.</summary>
    public ImmutableArray<UploadPlan> GetPossiblePlans(string name) => _uploads.Find(name)!.Plans.Possible;

    /// <summary>Why no slots of a store's policies can be opened now; empty: all can.</summary>
    public IEnumerable<string> GetRefusals(string store) => _uploads.All.Where(plans => plans.Policy.StoreName == store)
        .Select(plans => _uploads.Find(plans.Policy.Name)!.Refusal).OfType<string>();

    /// <summary>Whether a store has a policy for which slots can be opened only once its profile is confirmed.</summary>
    public bool NeedsConfirmation(string store) => _uploads.All.Any(plans => plans.Policy.StoreName == store && plans.NeedsConfirmation);

    /// <summary>Whether a store has a policy whose new slots are PUTs of the object, as far as is known now.</summary>
    public bool HasObjectPuts(string store) => _uploads.All.Any(plans =>
        plans.Policy.StoreName == store && _uploads.Find(plans.Policy.Name)!.Now is { } now
        && (now.Single is { Mode: SlotMode.Put } || now.PutOfUnknownSize is not null));

    /// <summary>Whether a store has a policy that locks accepted uploads.</summary>
    public bool HasLocks(string store) => _uploads.All.Any(plans => plans.Policy.StoreName == store && plans.Policy.Lock is not null);

    /// <summary>What has been learned about a store.</summary>
    public StoreStanding StandingOf(string store) => _uploads.StandingOf(store);

    /// <summary>What a store whose profile has to be confirmed has been found to enforce; null: no probe could tell yet.</summary>
    public StoreProfile? ConfirmedOf(string store)
    {
        FollowServer();
        return _uploads.StandingOf(store).Confirmed;
    }

    /// <summary>Records what was learned about a store. New slots follow it at once. Returns what was known before.</summary>
    public StoreStanding Learn(string store, Func<StoreStanding, StoreStanding> change) => _uploads.Learn(store, change);

    /// <summary>
    /// The reserved folder that a slot's key would be in, or null: that of frozen uploads or of slot records, of any policy of any store with the
    /// same bucket, whether or not it freezes now.
    /// </summary>
    public string? FindReservedFolder(string store, ObjectKey key)
    {
        foreach (var policy in _ofBucket.GetValueOrDefault(store, []))
        {
            if (key.Value.StartsWith(policy.FrozenPrefix, StringComparison.Ordinal))
            {
                return policy.FrozenPrefix;
            }

            if (FrozenKey.RecordPrefix(policy.FrozenPrefix) is var records && key.Value.StartsWith(records, StringComparison.Ordinal))
            {
                return records;
            }
        }

        return null;
    }

    /// <summary>
    /// The folder that an application's own key must not be in, or null: a reserved one, or one of uploads that completion moves elsewhere, because
    /// a lifecycle rule may remove everything in it.
    /// </summary>
    public string? FindForbiddenFolder(string store, ObjectKey key) =>
        FindReservedFolder(store, key)
        ?? _ofBucket.GetValueOrDefault(store, []).Where(policy => GetPossiblePlans(policy.Name).Any(plan => plan.Freezes))
            .Select(policy => policy.Key.LiteralStart[..(policy.Key.LiteralStart.LastIndexOf('/') + 1)])
            .FirstOrDefault(folder => folder.Length > 0 && key.Value.StartsWith(folder, StringComparison.Ordinal));

    public DownloadPolicy GetDownloadPolicy(string name) => GetDownloadPlan(name).Policy;

    public DownloadPlan GetDownloadPlan(string name) =>
        name is not null && _downloads.TryGetValue(name, out var plan) ? plan : throw Unknown("download", name);

    public TimeSpan GetLongestLifetime(string storeName) => LongestLifetime(policy => policy.StoreName == storeName);

    public DownloadLifetime GetDownloadLifetime(string policy, TimeSpan? requested, DateTimeOffset now)
    {
        var inForce = GetDownloadPolicy(policy);
        Lifetimes.Check(inForce.Name, inForce.Lifetime, requested);
        var lifetime = Lifetimes.OfDownload(inForce, requested, now, credentialsExpireAt: null);
        return new(lifetime.SignedAt, lifetime.Length, lifetime.LimitedBy) { UseStoredHeaders = inForce.UseStoredHeaders };
    }

    /// <summary>As <see cref="GetLongestLifetime(string)"/>, for several stores together.</summary>
    public TimeSpan GetLongestLifetime(IReadOnlySet<string> storeNames) => LongestLifetime(policy => storeNames.Contains(policy.StoreName));

    // The store is probed in the background, and the tenants' buckets are not. Whether a bucket is open is its own matter.
    private void FollowServer()
    {
        if (_server is not { } server || server.Origin.StandingOf(server.Store) is var found && ReferenceEquals(found, _ofServer))
        {
            return;
        }

        _ofServer = found;
        Learn(server.Store, standing => standing with { Confirmed = found.Confirmed ?? standing.Confirmed, Unverified = found.Unverified });
    }

    private TimeSpan LongestLifetime(Func<UploadPolicy, bool> includes)
    {
        // A URL of a stable window is signed for the window's start, and is valid for the window plus the lifetime.
        var longest = UploadPolicies.Where(includes).Select(policy => policy.Lifetime)
            .Concat(DownloadPolicies.Select(policy => policy.Lifetime + policy.Caching.Window))
            .Max();
        return longest < LifetimeLimits.Longest ? longest : LifetimeLimits.Longest;
    }

    // The name may come from a client, so the configured names are not listed.
    private static PolicyViolationException Unknown(string kind, string? name) =>
        new(ErrorCodes.UnknownPolicy, $"There is no {kind} policy '{MessageText.Printable(name)}'.");
}
