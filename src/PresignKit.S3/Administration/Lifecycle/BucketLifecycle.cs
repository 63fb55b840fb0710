using PresignKit.Providers;
using PresignKit.S3.Administration.Checks;
using PresignKit.S3.Http;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Administration.Lifecycle;

/// <summary>Reads, compares and replaces a bucket's lifecycle rules, except for the rules of others. The written rules are read back.</summary>
internal sealed class BucketLifecycle(S3StoreSettings settings, LifecycleRequests requests)
{
    public async Task<SetupOutcome> SetUpAsync(LifecycleRequirement requirement, SetupAction action, CancellationToken cancellationToken)
    {
        var outcome = await CompareAsync(requirement, action, cancellationToken).ConfigureAwait(false);
        return outcome with { Notes = [.. outcome.Notes, .. requirement.Kept] };
    }

    /// <summary>The folders that a rule of this store expires but should not; empty if there are none or the rules cannot be read.</summary>
    public async Task<IReadOnlyList<string>> OverreachingAsync(LifecycleRequirement requirement, CancellationToken cancellationToken)
    {
        var answer = await requests.GetAsync(cancellationToken).ConfigureAwait(false);
        return LifecycleDocument.Parse(answer.Body) is { } found ? [.. found.Overreaching(requirement)] : [];
    }

    private async Task<SetupOutcome> CompareAsync(LifecycleRequirement requirement, SetupAction action, CancellationToken cancellationToken)
    {
        var answer = await requests.GetAsync(cancellationToken).ConfigureAwait(false);
        var code = S3Xml.ErrorCode(S3Xml.Parse(answer.Body));
        var before = Read(answer);
        if (before is null)
        {
            return IsNotOffered(answer) ? LifecycleOutcomes.NotOffered(settings)
                : IsDenied(answer, code) ? LifecycleOutcomes.NotPermitted(settings, "read", LifecycleDocument.Empty.With(requirement).ToJson())
                : throw Failure(answer, code, "reading");
        }

        var wanted = before.With(requirement);
        if (before.Satisfies(requirement))
        {
            return LifecycleOutcomes.Sufficient(settings, action == SetupAction.Compare ? before.ToJson() : null);
        }

        var outcome = action == SetupAction.Compare
            ? LifecycleOutcomes.Missing(settings, before.Overreaching(requirement), wanted.ToJson())
            : await WriteAsync(before, wanted, requirement, answer.Header(LifecycleRequests.MinimumSize), cancellationToken).ConfigureAwait(false);
        return outcome.Status == SetupStatus.Changed || outcome.Command is not null
            ? outcome with { Notes = LifecycleOutcomes.NewlyExpired(before.NewlyExpired(requirement), requirement, outcome.Status) }
            : outcome;
    }

    private async Task<SetupOutcome> WriteAsync(
        LifecycleDocument before, LifecycleDocument wanted, LifecycleRequirement requirement, string? minimumSize, CancellationToken cancellationToken)
    {
        // No cancellation from here on: the written rules must be read back.
        cancellationToken.ThrowIfCancellationRequested();
        var answer = await requests.PutAsync(wanted.ToXml(), minimumSize, CancellationToken.None).ConfigureAwait(false);
        var code = S3Xml.ErrorCode(S3Xml.Parse(answer.Body));
        if (IsNotOffered(answer))
        {
            return LifecycleOutcomes.NotOffered(settings);
        }

        if (IsDenied(answer, code))
        {
            return LifecycleOutcomes.NotPermitted(settings, "change", wanted.ToJson());
        }

        if (answer.Status == 400)
        {
            return LifecycleOutcomes.Refused(settings, code, wanted.ToJson());
        }

        if (answer.Status is < 200 or >= 300)
        {
            throw Failure(answer, code, "changing");
        }

        var again = await requests.GetAsync(CancellationToken.None).ConfigureAwait(false);
        var after = Read(again);
        if (after is not null && after.Satisfies(requirement) && after.HasSameOthers(before, requirement))
        {
            return LifecycleOutcomes.Changed(settings, requirement);
        }

        var restored = before.IsEmpty
            ? await requests.DeleteAsync(CancellationToken.None).ConfigureAwait(false)
            : await requests.PutAsync(before.InDocumentedForm().ToXml(), minimumSize, CancellationToken.None).ConfigureAwait(false);
        if (restored.Status is < 200 or >= 300)
        {
            throw Failure(restored, S3Xml.ErrorCode(S3Xml.Parse(restored.Body)), "restoring");
        }

        if (after is null)
        {
            throw LifecycleOutcomes.NotKnown(settings, again.Status, S3Xml.ErrorCode(S3Xml.Parse(again.Body)));
        }

        return after.HasSameOthers(before, requirement)
            ? LifecycleOutcomes.Refused(settings, "it stores them only in part", wanted.ToJson())
            : LifecycleOutcomes.OthersChanged(settings, wanted.ToJson());
    }

    /// <summary>Returns null if the answer does not contain the lifecycle.</summary>
    private static LifecycleDocument? Read(PlainAnswer answer) =>
        S3Xml.ErrorCode(S3Xml.Parse(answer.Body)) == "NoSuchLifecycleConfiguration" ? LifecycleDocument.Empty
        : answer.Status == 200 ? LifecycleDocument.Parse(answer.Body)
        : null;

    private static bool IsNotOffered(PlainAnswer answer) => answer.Status is 501 or 405;

    private static bool IsDenied(PlainAnswer answer, string? code) => answer.Status == 403 && code is "AccessDenied" or "Forbidden" or "AllAccessDisabled";

    /// <summary>An unreachable store, a wrong region and wrong credentials give the same answers to every request.</summary>
    private StoreException Failure(PlainAnswer answer, string? code, string action) =>
        code is null or "InvalidAccessKeyId" or "SignatureDoesNotMatch" or "NoSuchBucket"
            or "PermanentRedirect" or "TemporaryRedirect" or "AuthorizationHeaderMalformed"
        && ListingInterpreter.Read(answer, settings) is { } finding
            ? new(finding.Code, finding.Message)
            : new(ErrorCodes.StoreUnavailable, $"Store '{settings.Name}' failed while {action} the bucket's lifecycle: it answered {answer.Status} {code}.");
}
