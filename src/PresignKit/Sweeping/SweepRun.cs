using PresignKit.Keys;
using PresignKit.Providers;

namespace PresignKit.Sweeping;

/// <summary>One sweep of one store.</summary>
/// <remarks>
/// Whatever is deleted was stored longer ago than any slot that it can belong to may live, and 24 hours. A slot is opened before anything is stored
/// through it, so it ended at least these 24 hours ago. Completions are accepted for at most 12 hours after a slot's end, so no acceptance can come
/// between the last question to the catalog and the deletion.
/// </remarks>
internal sealed class SweepRun(
    IStoreProvider provider,
    SweepPlaces places,
    CatalogReader catalog,
    SealedTokenSweep tokens,
    string storeName,
    string? applicationName,
    SweepRequest request,
    SweepTally tally,
    DateTimeOffset now)
{
    /// <summary>How many objects the catalog is asked about at once.</summary>
    private const int BatchSize = 200;

    /// <summary>A store that fails so often without an interruption is down.</summary>
    private const int MaximumFailures = 20;

    /// <summary>How many versions of one object are deleted in one sweep.</summary>
    private const int MaximumVersions = 100;

    /// <summary>S3 opened in 2006: what is older has no date.</summary>
    private static readonly DateTimeOffset Oldest = new(2006, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Records of slots whose accepted object is missing: a completion that is repeated needs them.</summary>
    private readonly HashSet<string> _neededRecords = new(StringComparer.Ordinal);

    private bool _catalogFailed;

    private int _failures;

    private bool IsDown => _failures >= MaximumFailures;

    /// <summary>Why objects are only reported; null: they are deleted.</summary>
    private string? ReasonToReport => applicationName is null ? SweepReasons.ApplicationNameNotSet
        : !catalog.IsRegistered ? SweepReasons.CatalogNotRegistered
        : null;

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        if (ReasonToReport is { } reason)
        {
            tally.Note(reason == SweepReasons.ApplicationNameNotSet
                ? "No objects are deleted, because ApplicationName is not set, so that none is known to be this application's. Set PresignKit:ApplicationName."
                : "No objects are deleted, because no IUploadCatalog is registered, so that nobody knows which were accepted. Call AddUploadCatalog.");
        }

        if (provider.Uploads is { } uploads)
        {
            foreach (var prefix in places.WritePrefixes)
            {
                await ListedAsync($"open uploads under '{prefix}'", token => SweepUploadsAsync(uploads, prefix, token), cancellationToken)
                    .ConfigureAwait(false);
            }
        }

        foreach (var prefix in places.WritePrefixes)
        {
            await ListedAsync($"objects under '{prefix}'", token => SweepObjectsAsync(prefix, token), cancellationToken).ConfigureAwait(false);
        }

        // Last, because what was kept above may need its record.
        foreach (var prefix in places.RecordPrefixes)
        {
            await ListedAsync($"records under '{prefix}'", token => SweepRecordsAsync(prefix, token), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ListedAsync(string what, Func<CancellationToken, Task> sweepAsync, CancellationToken cancellationToken)
    {
        if (IsDown)
        {
            tally.Missed($"Not listed: {what}, because the store failed {MaximumFailures} times in a row.");
            return;
        }

        try
        {
            await sweepAsync(cancellationToken).ConfigureAwait(false);
            if (IsDown)
            {
                tally.Missed($"Not all listed: {what}, because the store failed {MaximumFailures} times in a row.");
            }
        }
        catch (StoreException exception)
        {
            tally.Missed($"Not all listed: {what} ({exception.Code}). {exception.Message}");
        }

        tally.Report();
    }

    private async Task SweepUploadsAsync(IMultipartUploads uploads, string prefix, CancellationToken cancellationToken)
    {
        await foreach (var upload in uploads.ListUploadsAsync(prefix, cancellationToken).ConfigureAwait(false))
        {
            if (places.IsRecord(upload.Key))
            {
                continue;
            }

            var place = places.Locate(upload.Key);
            if ((place.Reason ?? AgeReason(upload.CreatedAt, place)) is { } reason)
            {
                Keep(reason);
                continue;
            }

            try
            {
                // They are deleted with it.
                var parts = await uploads.ListPartsAsync(place.Key!, upload.UploadId, cancellationToken).ConfigureAwait(false);
                if (parts is null)
                {
                    tally.Gone();
                }
                else
                {
                    if (request.Delete)
                    {
                        await uploads.AbortAsync(place.Key!, upload.UploadId, cancellationToken).ConfigureAwait(false);
                    }

                    tally.Removed(SweptKind.OpenUpload, parts.Sum(part => part.Size));
                }

                _failures = 0;
            }
            catch (StoreException exception)
            {
                // Stores answer with errors of all kinds while another sweep aborts the same upload.
                if (await IsGoneAsync(async () => await uploads.ListPartsAsync(place.Key!, upload.UploadId, cancellationToken).ConfigureAwait(false) is null)
                    .ConfigureAwait(false))
                {
                    tally.Gone();
                    continue;
                }

                Keep(SweepReasons.StoreFailed, Detail(exception));
                if (IsDown)
                {
                    return;
                }
            }

            void Keep(string reason, string? detail = null) => tally.Kept(
                new(SweptKind.OpenUpload, upload.Key, 0, upload.CreatedAt, reason, detail));
        }
    }

    private async Task SweepObjectsAsync(string prefix, CancellationToken cancellationToken)
    {
        var batch = new List<Candidate>(BatchSize);
        await foreach (var listed in provider.Objects.ListAsync(prefix, cancellationToken).ConfigureAwait(false))
        {
            if (places.IsRecord(listed.Key))
            {
                continue;
            }

            var place = places.Locate(listed.Key);
            if ((place.Reason ?? AgeReason(listed.LastModified, place)) is { } reason)
            {
                tally.Kept(new(place.Kind, listed.Key, listed.Size, listed.LastModified, reason));
                continue;
            }

            batch.Add(new(place, listed, new(storeName, place.Kind, place.Key!, place.SlotKey!, listed.Size, listed.LastModified)));
            if (batch.Count == BatchSize)
            {
                await SweepBatchAsync(batch, cancellationToken).ConfigureAwait(false);
                batch.Clear();
                if (IsDown)
                {
                    return;
                }
            }
        }

        if (batch.Count > 0)
        {
            await SweepBatchAsync(batch, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Most old objects are accepted ones: one question sorts them out before the store is asked about each.</summary>
    private async Task SweepBatchAsync(List<Candidate> batch, CancellationToken cancellationToken)
    {
        CatalogAnswer? known = null;
        if (catalog.IsRegistered)
        {
            (known, var failure) = await catalog.AskAsync([.. batch.Select(candidate => candidate.Swept)], cancellationToken).ConfigureAwait(false);
            if (known is null)
            {
                _catalogFailed = true;
                foreach (var candidate in batch)
                {
                    Keep(candidate, SweepReasons.CatalogFailed, failure);
                }

                return;
            }
        }

        foreach (var candidate in batch)
        {
            if (known?.Has(candidate.Swept) == true)
            {
                Keep(candidate, SweepReasons.Accepted);
                continue;
            }

            if (IsDown)
            {
                return;
            }

            await GuardAsync(candidate, SweepObjectAsync, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task SweepRecordsAsync(string prefix, CancellationToken cancellationToken)
    {
        await foreach (var listed in provider.Objects.ListAsync(prefix, cancellationToken).ConfigureAwait(false))
        {
            if (StoreSweepLease.IsOf(prefix, listed.Key))
            {
                continue;
            }

            var place = places.LocateRecord(listed.Key);
            var isOpen = places.IsSealedToken(listed.Key) && (place.Reason ?? AgeReason(listed.LastModified, place)) == SweepReasons.TooYoung;
            var reason = isOpen ? null : place.Reason
                ?? AgeReason(listed.LastModified, place)
                ?? (_catalogFailed ? SweepReasons.CatalogFailed : null)
                ?? (_neededRecords.Contains(listed.Key) ? SweepReasons.AcceptedObjectMissing : null);
            if (reason is not null)
            {
                tally.Kept(new(SweptKind.SlotRecord, listed.Key, listed.Size, listed.LastModified, reason));
                continue;
            }

            var candidate = new Candidate(place, listed, new(storeName, place.Kind, place.Key!, place.SlotKey!, listed.Size, listed.LastModified));
            await GuardAsync(candidate, isOpen ? SweepTokenAsync : SweepObjectAsync, cancellationToken).ConfigureAwait(false);
            if (IsDown)
            {
                return;
            }
        }
    }

    private async Task SweepTokenAsync(Candidate candidate, CancellationToken cancellationToken)
    {
        var (fate, reason, detail) = await tokens.SweepAsync(candidate.Listed, candidate.Swept.Key, cancellationToken).ConfigureAwait(false);
        switch (fate)
        {
            case SealedTokenFate.Kept:
                Keep(candidate, reason!, detail);
                break;
            case SealedTokenFate.Completed:
                tally.Completed();
                break;
            case SealedTokenFate.Removed:
                tally.Removed(SweptKind.SlotRecord, candidate.Listed.Size);
                break;
            default:
                tally.Gone();
                break;
        }
    }

    /// <summary>A failure at one object does not end the sweep.</summary>
    private async Task GuardAsync(
        Candidate candidate, Func<Candidate, CancellationToken, Task> sweepAsync, CancellationToken cancellationToken)
    {
        try
        {
            await sweepAsync(candidate, cancellationToken).ConfigureAwait(false);
            _failures = 0;
        }
        catch (StoreException exception)
        {
            var key = candidate.Swept.Key;
            if (await IsGoneAsync(async () => await provider.Objects.FindAsync(key, cancellationToken).ConfigureAwait(false) is null).ConfigureAwait(false))
            {
                tally.Gone();
            }
            else
            {
                Keep(candidate, SweepReasons.StoreFailed, Detail(exception));
            }
        }
    }

    private static async Task<bool> IsGoneAsync(Func<Task<bool>> findAsync)
    {
        try
        {
            return await findAsync().ConfigureAwait(false);
        }
        catch (StoreException)
        {
            return false;
        }
    }

    /// <summary>Judges exactly the version that the store has now, asks the catalog last, and deletes that version.</summary>
    private async Task SweepObjectAsync(Candidate candidate, CancellationToken cancellationToken)
    {
        var key = candidate.Swept.Key;
        for (var versions = 0; versions < MaximumVersions; versions++)
        {
            var found = await provider.Objects.FindAsync(key, cancellationToken).ConfigureAwait(false);
            if (found is null)
            {
                if (versions == 0)
                {
                    tally.Gone();
                }

                return;
            }

            if (ReasonToKeep(candidate, found, isFirst: versions == 0) is { } reason)
            {
                Keep(candidate, reason, Detail(reason, found));
                return;
            }

            if (candidate.Swept.Kind != SweptKind.SlotRecord
                && await AskAsync(candidate, found, cancellationToken).ConfigureAwait(false) is var (kept, detail)
                && kept is not null)
            {
                Keep(candidate, kept, detail);
                return;
            }

            if (request.Delete)
            {
                await provider.Objects.DeleteVersionAsync(key, found, cancellationToken).ConfigureAwait(false);
            }

            tally.Removed(candidate.Swept.Kind, found.Size);
            if (!request.Delete || found.VersionId is null)
            {
                return;
            }

            // In a versioned bucket, an older version is the current one now.
        }
    }

    private string? ReasonToKeep(Candidate candidate, ObjectProperties found, bool isFirst)
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
    private async Task<(string? Reason, string? Detail)> AskAsync(Candidate candidate, ObjectProperties found, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (answer, failure) = await catalog.AskAsync([candidate.Swept], cancellationToken).ConfigureAwait(false);
            if (answer is null)
            {
                _catalogFailed = true;
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

    private string? AgeReason(DateTimeOffset storedAt, SweepPlace place) =>
        storedAt < Oldest ? SweepReasons.AgeUnknown
        : now - storedAt <= place.LongestLife + request.Grace ? SweepReasons.TooYoung
        : null;

    private void Keep(Candidate candidate, string reason, string? detail = null)
    {
        // Whether another object is missing is not known either if the store failed. If the catalog failed, no record is deleted.
        if (reason is SweepReasons.AcceptedObjectMissing or SweepReasons.StoreFailed or SweepReasons.Changed
            && candidate.Place.Kind != SweptKind.SlotRecord)
        {
            foreach (var record in places.RecordsOf(candidate.Swept.SlotKey))
            {
                _neededRecords.Add(record);
            }
        }

        tally.Kept(new(candidate.Place.Kind, candidate.Listed.Key, candidate.Listed.Size, candidate.Listed.LastModified, reason, detail));
    }

    private static string? Detail(string reason, ObjectProperties found) => reason switch
    {
        SweepReasons.OtherApplication when SlotBinding.TryRead(found.Metadata[SlotBinding.MetadataName], out var application) =>
            $"Its application is '{application}'.",
        _ => null,
    };

    /// <summary>The store's own words, which contain no secret.</summary>
    private string Detail(StoreException exception)
    {
        // One object can be refused for reasons of its own, which its uploader may have caused: encrypted with a foreign key, or locked.
        if (exception.Code is ErrorCodes.StoreUnavailable or ErrorCodes.StoreBusy or ErrorCodes.BucketNotFound or ErrorCodes.ClockSkewed
            or ErrorCodes.CredentialsUnavailable or ErrorCodes.CredentialsExpired)
        {
            _failures++;
        }

        return $"{exception.Code}: {exception.Message}";
    }

    private sealed record Candidate(SweepPlace Place, ListedObject Listed, SweptObject Swept)
    {
        /// <summary>Objects that are on record for the same slot, and that are there.</summary>
        public HashSet<ObjectKey> KnownOthers { get; } = [];
    }
}
