using PresignKit.Issuing;
using PresignKit.Keys;
using PresignKit.Policies;

namespace PresignKit.Sweeping;

/// <summary>Where the slots of a store write, and what can be told about an object or upload by its key.</summary>
internal sealed class SweepPlaces
{
    private readonly PolicyPlace[] _inBucket;

    private SweepPlaces(PolicyPlace[] inBucket, PolicyPlace[] ofStore)
    {
        _inBucket = inBucket;
        RecordPrefixes = Widest(ofStore.Select(place => place.RecordPrefix));
        WritePrefixes = Widest(ofStore.SelectMany(place => new[] { place.Policy.Key.LiteralStart, place.Policy.FrozenPrefix }));
    }

    /// <summary>What the keys begin with that slots and completions write, without records.</summary>
    public IReadOnlyList<string> WritePrefixes { get; }

    /// <summary>What the keys of records begin with.</summary>
    public IReadOnlyList<string> RecordPrefixes { get; }

    public static SweepPlaces Of(string storeName, StoreCatalog stores, PolicyCatalog policies)
    {
        // Objects of other stores with the same bucket can have the same places.
        var sharing = stores.SharingBucket(storeName);
        PolicyPlace[] inBucket =
        [
            .. policies.UploadPolicies.Where(policy => sharing.Contains(policy.StoreName))
                .Select(policy => new PolicyPlace(policy, KeyShape.Of(policy.Key), LongestLife(policy))),
        ];
        return new(inBucket, [.. inBucket.Where(place => place.Policy.StoreName == storeName)]);
    }

    /// <summary>Whether a key is in a folder of records, which are listed by themselves.</summary>
    public bool IsRecord(string key) => _inBucket.Any(place => key.StartsWith(place.RecordPrefix, StringComparison.Ordinal));

    /// <summary>What a key under one of <see cref="WritePrefixes"/> says.</summary>
    public SweepPlace Locate(string key)
    {
        if (!ObjectKey.TryCreate(key, out var valid))
        {
            return SweepPlace.Odd(KindOf(key), SweepReasons.KeyInvalid);
        }

        var frozen = _inBucket.Where(place => key.StartsWith(place.Policy.FrozenPrefix, StringComparison.Ordinal)).ToArray();
        if (frozen.Length == 0)
        {
            return Fitting(SweptKind.Upload, valid, valid, _inBucket);
        }

        foreach (var prefix in frozen.Select(place => place.Policy.FrozenPrefix).Distinct(StringComparer.Ordinal))
        {
            if (FrozenKey.TryGetSlot(prefix, valid, out var slot)
                && Fitting(SweptKind.FrozenCopy, valid, slot, frozen.Where(place => place.Policy.FrozenPrefix == prefix)) is { Reason: null } place)
            {
                return place;
            }
        }

        return SweepPlace.Odd(SweptKind.FrozenCopy, SweepReasons.KeyUnknown);
    }

    /// <summary>What a key under one of <see cref="RecordPrefixes"/> says.</summary>
    public SweepPlace LocateRecord(string key)
    {
        var places = _inBucket.Where(place => FrozenKey.IsRecord(place.RecordPrefix, key) || FrozenKey.IsSealedToken(place.RecordPrefix, key))
            .ToArray();
        return places.Length > 0 && ObjectKey.TryCreate(key, out var valid)
            ? new(SweptKind.SlotRecord, valid, valid, places.Max(place => place.LongestLife), Reason: null)
            : SweepPlace.Odd(SweptKind.SlotRecord, SweepReasons.KeyUnknown);
    }

    /// <summary>The keys that the record of a slot can have.</summary>
    public IEnumerable<string> RecordsOf(ObjectKey slot) => _inBucket.Select(place => place.Policy.FrozenPrefix).Distinct(StringComparer.Ordinal)
        .Select(prefix => FrozenKey.Record(prefix, slot).Value);

    /// <summary>Whether a key in a folder of records is that of a sealed token.</summary>
    public bool IsSealedToken(string key) => _inBucket.Any(place => FrozenKey.IsSealedToken(place.RecordPrefix, key));

    /// <summary>Whether a key is the one under which a slot's token is kept.</summary>
    public bool IsSealedTokenOf(ObjectKey slot, string key) =>
        _inBucket.Any(place => FrozenKey.SealedToken(place.Policy.FrozenPrefix, slot).Value == key);

    private static SweepPlace Fitting(SweptKind kind, ObjectKey key, ObjectKey slot, IEnumerable<PolicyPlace> places)
    {
        TimeSpan? longest = null;
        foreach (var place in places.Where(place => place.Shape.Fits(slot)))
        {
            longest = longest > place.LongestLife ? longest : place.LongestLife;
        }

        return longest is { } life ? new(kind, key, slot, life, Reason: null) : SweepPlace.Odd(kind, SweepReasons.KeyUnknown);
    }

    private SweptKind KindOf(string key) =>
        _inBucket.Any(place => key.StartsWith(place.Policy.FrozenPrefix, StringComparison.Ordinal)) ? SweptKind.FrozenCopy : SweptKind.Upload;

    // Uploads of one part and in parts can have the same policy, so both limits count.
    private static TimeSpan LongestLife(UploadPolicy policy) =>
        policy.MaximumUploadDuration > policy.Lifetime ? policy.MaximumUploadDuration : policy.Lifetime;

    private static string[] Widest(IEnumerable<string> prefixes)
    {
        var all = prefixes.Distinct(StringComparer.Ordinal).ToArray();
        return
        [
            .. all.Where(prefix => !all.Any(other => other != prefix && prefix.StartsWith(other, StringComparison.Ordinal)))
                .Order(StringComparer.Ordinal),
        ];
    }

    private sealed record PolicyPlace(UploadPolicy Policy, KeyShape Shape, TimeSpan LongestLife)
    {
        public string RecordPrefix { get; } = FrozenKey.RecordPrefix(Policy.FrozenPrefix);
    }
}
