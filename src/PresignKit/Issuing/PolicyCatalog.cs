using System.Collections.Frozen;
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
    private readonly FrozenDictionary<string, UploadPlan> _uploads;
    private readonly FrozenDictionary<string, DownloadPlan> _downloads;
    private readonly FrozenDictionary<string, UploadPolicy[]> _ofBucket;

    public PolicyCatalog(IOptions<PresignKitOptions> options, StoreCatalog stores)
    {
        var settings = options.Value;
        var defaultStore = stores.DefaultName(settings);
        var flaws = new List<string>();
        var uploads = new Dictionary<string, UploadPlan>(NamedPolicies.Comparer);
        foreach (var (name, policy) in settings.UploadPolicies)
        {
            if (PolicyBuilder.Build(name, policy, defaultStore, flaws) is { } built
                && UploadPlan.TryMake(built, stores.Get(built.StoreName).Profile, out _) is { } plan)
            {
                uploads.Add(name, plan);
            }
        }

        _uploads = uploads.ToFrozenDictionary(NamedPolicies.Comparer);
        _downloads = NamedPolicies.WithDefault(settings.DownloadPolicies)
            .Select(p => new DownloadPlan(PolicyBuilder.Build(p.Key, p.Value, flaws)!))
            .ToFrozenDictionary(p => p.Policy.Name, NamedPolicies.Comparer);
        var byStore = _uploads.Values.Select(p => p.Policy).ToLookup(p => p.StoreName, StringComparer.Ordinal);
        _ofBucket = byStore.ToFrozenDictionary(
            group => group.Key,
            group => stores.SharingBucket(group.Key).SelectMany(name => byStore[name]).ToArray(),
            StringComparer.Ordinal);
        UploadPolicies = [.. _uploads.Values.Select(p => p.Policy)];
        DownloadPolicies = [.. _downloads.Values.Select(p => p.Policy)];
    }

    public IReadOnlyCollection<UploadPolicy> UploadPolicies { get; }

    public IReadOnlyCollection<DownloadPolicy> DownloadPolicies { get; }

    public UploadPolicy GetUploadPolicy(string name) => GetUploadPlan(name).Policy;

    public UploadPlan GetUploadPlan(string name) => FindUploadPlan(name) ?? throw Unknown("upload", name);

    public UploadPlan? FindUploadPlan(string name) => name is null ? null : _uploads.GetValueOrDefault(name);

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
        ?? _ofBucket.GetValueOrDefault(store, []).Where(policy => GetUploadPlan(policy.Name).Freezes)
            .Select(policy => policy.Key.LiteralStart[..(policy.Key.LiteralStart.LastIndexOf('/') + 1)])
            .FirstOrDefault(folder => folder.Length > 0 && key.Value.StartsWith(folder, StringComparison.Ordinal));

    public DownloadPolicy GetDownloadPolicy(string name) => GetDownloadPlan(name).Policy;

    public DownloadPlan GetDownloadPlan(string name) =>
        name is not null && _downloads.TryGetValue(name, out var plan) ? plan : throw Unknown("download", name);

    public TimeSpan GetLongestLifetime(string storeName) => LongestLifetime(policy => policy.StoreName == storeName);

    /// <summary>As <see cref="GetLongestLifetime(string)"/>, for several stores together.</summary>
    public TimeSpan GetLongestLifetime(IReadOnlySet<string> storeNames) => LongestLifetime(policy => storeNames.Contains(policy.StoreName));

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
