using PresignKit.Keys;
using PresignKit.Providers;

namespace PresignKit.Sweeping;

/// <summary>Decides why something that was found is kept: its age, its slot's value, and, last, the application's catalog.</summary>
internal sealed class SweepJudge(
    IStoreProvider provider, SweepPlaces places, CatalogReader catalog, string? applicationName, SweepRequest request, DateTimeOffset now)
{
    /// <summary>S3 opened in 2006: what is older has no date.</summary>
    private static readonly DateTimeOffset Oldest = new(2006, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Whether the catalog could not answer at least once.</summary>
    public bool HasCatalogFailed { get; private set; }

    /// <summary>Why objects are only reported; null: they are deleted.</summary>
    public string? ReasonToReport => applicationName is null ? SweepReasons.ApplicationNameNotSet
        : !catalog.IsRegistered ? SweepReasons.CatalogNotRegistered
        : null;

    /// <summary>Asks about many objects at once, if there is a catalog. A failure means that it is not known, and is said.</summary>
    public async Task<(CatalogAnswer? Answer, string? Failure)> AskAsync(
        IReadOnlyCollection<SweptObject> objects, CancellationToken cancellationToken)
    {
        if (!catalog.IsRegistered)
        {
            return (null, null);
        }

        var (answer, failure) = await catalog.AskAsync(objects, cancellationToken).ConfigureAwait(false);
        HasCatalogFailed |= answer is null;
        return (answer, failure);
    }

    public string? AgeReason(DateTimeOffset storedAt, SweepPlace place) =>
        storedAt < Oldest ? SweepReasons.AgeUnknown
        : now - storedAt <= place.LongestLife + request.Grace ? SweepReasons.TooYoung
        : null;

    /// <summary>Why the version that the store has now is kept; null: the catalog decides.</summary>
    public string? ReasonToKeep(SweepCandidate candidate, ObjectProperties found, bool isFirst)
    {
        if (isFirst && (found.ETag.Trim('"') != candidate.Listed.ETag.Trim('"') || found.Size != candidate.Listed.Size))
        {
            return SweepReasons.Changed;
        }

        if (AgeReason(found.LastModified, candidate.Place) is { } tooYoung)
        {
            return tooYoung;
        }

        if (!found.Metadata.TryGetValue(SlotBinding.MetadataName, out var value))
        {
            return SweepReasons.SlotValueMissing;
        }

        if (!SlotBinding.TryRead(value, out var application))
        {
            return SweepReasons.SlotValueMalformed;
        }

        // An old token is of no use to anybody, whatever the catalog says.
        if (application == applicationName && places.IsSealedToken(candidate.Listed.Key))
        {
            return null;
        }

        return applicationName is null ? SweepReasons.ApplicationNameNotSet
            : application is null ? SweepReasons.ApplicationMissing
            : application != applicationName ? SweepReasons.OtherApplication
            : ReasonToReport;
    }

    /// <summary>Asks about one object, immediately before it is deleted.</summary>
    public async Task<(string? Reason, string? Detail)> AskAsync(SweepCandidate candidate, ObjectProperties found, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (answer, failure) = await AskAsync([candidate.Swept], cancellationToken).ConfigureAwait(false);
            if (answer is null)
            {
                return (SweepReasons.CatalogFailed, failure);
            }

            if (answer.Has(candidate.Swept))
            {
                return (SweepReasons.Accepted, null);
            }

            // The slot's accepted object is another one. This one is needed as long as that one is not there: then it is still to be copied.
            var others = answer.AcceptedOf(candidate.Swept);
            if (others.Count == 0 || candidate.KnownOthers.IsSupersetOf(others))
            {
                return (null, null);
            }

            foreach (var other in others)
            {
                var accepted = await provider.Objects.FindAsync(other, cancellationToken).ConfigureAwait(false);
                if (accepted is null
                    || accepted.Metadata.GetValueOrDefault(SlotBinding.MetadataName) != found.Metadata[SlotBinding.MetadataName])
                {
                    return (SweepReasons.AcceptedObjectMissing, $"The application has '{other}' on record for the slot.");
                }

                candidate.KnownOthers.Add(other);
            }
        }
    }
}
