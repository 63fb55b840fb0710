using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using PresignKit.Providers;
using PresignKit.S3.Administration.PublicAccess;
using PresignKit.S3.Http;
using PresignKit.S3.Objects;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Administration.BucketPolicy;

/// <summary>
/// Reads, compares and replaces a bucket's policy, except for the statements of others. A new policy is tested at once and withdrawn if it denies the
/// application access, or if the store accepts but does not enforce it.
/// </summary>
internal sealed class BucketPolicySetup(S3StoreSettings settings, IAmazonS3 client, BucketPolicyTrial trial, BucketPolicyPropagation propagation)
{
    public async Task<SetupOutcome> SetUpAsync(BucketPolicyRequirement requirement, SetupAction action, CancellationToken cancellationToken)
    {
        var wanted = BucketPolicyStatements.Of(settings, requirement);
        var outcome = await SetUpAsync(wanted, requirement.StoreName, action, cancellationToken).ConfigureAwait(false);
        return outcome with { Notes = wanted.Notes };
    }

    private async Task<SetupOutcome> SetUpAsync(BucketPolicyStatements wanted, string store, SetupAction action, CancellationToken cancellationToken)
    {
        string? before;
        try
        {
            before = await ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonServiceException exception) when (SetupRefusal.IsDenied(exception))
        {
            // A policy that cannot be read must not be overwritten.
            return BucketPolicyOutcomes.NotPermitted(settings, "read", BucketPolicyDocument.Read(null, settings).With(wanted.All, store));
        }
        catch (AmazonServiceException exception) when (SetupRefusal.IsNotOffered(exception))
        {
            return BucketPolicyOutcomes.NotOffered(settings);
        }
        catch (Exception exception) when (StoreFailure.Is(exception, cancellationToken))
        {
            throw StoreFailure.From(exception, settings, "reading the bucket's policy");
        }

        var document = BucketPolicyDocument.Read(before, settings);
        if (document.Public.Any(grant => !IsAccepted(grant)))
        {
            // The statement is somebody else's, so it is not removed, but advice that repeats it would be an approval.
            return BucketPolicyOutcomes.OpenToEverybody(
                settings,
                [.. document.Public.Where(grant => !IsAccepted(grant))],
                document.WithoutPublic(IsAccepted).With(wanted.All, store));
        }

        var json = document.With(wanted.All, store);
        if (document.Has(wanted.All, store))
        {
            return await IsEnforcedAsync(wanted, cancellationToken).ConfigureAwait(false)
                ? BucketPolicyOutcomes.Sufficient(settings, action == SetupAction.Compare ? json : null)
                : BucketPolicyOutcomes.Ignored(
                    settings,
                    wanted,
                    "The policy is set but has no effect: remove it, or keep it for a later version of the store");
        }

        return action == SetupAction.Compare
            ? BucketPolicyOutcomes.Missing(settings, json)
            : await ApplyAsync(wanted, before, json, cancellationToken).ConfigureAwait(false);
    }

    // Access for known networks and accounts is intended, and so is reading if the store's settings allow it.
    private bool IsAccepted(PublicGrant grant) => grant.IsNarrowed || (grant.Actions == PublicActions.Read && settings.AllowPublicReads);

    private async Task<SetupOutcome> ApplyAsync(BucketPolicyStatements wanted, string? before, string json, CancellationToken cancellationToken)
    {
        var accessBefore = await trial.MeasureAsync(cancellationToken).ConfigureAwait(false);
        if (!accessBefore.IsConclusive)
        {
            return BucketPolicyOutcomes.Untested(settings, json);
        }

        try
        {
            await WriteAsync(json, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonServiceException exception) when (SetupRefusal.IsDenied(exception))
        {
            return BucketPolicyOutcomes.NotPermitted(settings, "change", json);
        }
        catch (AmazonServiceException exception) when (SetupRefusal.IsNotOffered(exception))
        {
            return BucketPolicyOutcomes.NotOffered(settings);
        }
        catch (AmazonServiceException exception) when (exception.StatusCode == HttpStatusCode.BadRequest)
        {
            return BucketPolicyOutcomes.Refused(settings, exception.ErrorCode, json);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The policy may have been stored, and it would remain untested.
            await RestoreAsync(before).ConfigureAwait(false);
            throw;
        }
        catch (Exception exception) when (StoreFailure.Is(exception, cancellationToken))
        {
            // Here, too, the policy may have been stored, unless the store answered that it was not.
            if (exception is not AmazonServiceException { StatusCode: >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError })
            {
                await RestoreAsync(before).ConfigureAwait(false);
            }

            throw StoreFailure.From(exception, settings, "changing the bucket's policy");
        }

        return await TryAsync(wanted, accessBefore, before).ConfigureAwait(false);
    }

    /// <remarks>Cannot be canceled, because that would leave an untested policy behind.</remarks>
    private async Task<SetupOutcome> TryAsync(BucketPolicyStatements wanted, BucketPolicyAccess accessBefore, string? before)
    {
        BucketPolicyAccess access;
        try
        {
            (access, var isSound) = await WaitUntilInForceAsync(wanted, accessBefore).ConfigureAwait(false);
            if (isSound)
            {
                return BucketPolicyOutcomes.Changed(settings);
            }
        }
        catch
        {
            // For example, credentials may expire in the meantime. A policy that cannot be tested is not kept.
            await RestoreAsync(before).ConfigureAwait(false);
            throw;
        }

        await RestoreAsync(before).ConfigureAwait(false);
        return access.LostAccessSince(accessBefore) ? BucketPolicyOutcomes.LockedOut(settings)
            : access.IsConclusive ? BucketPolicyOutcomes.Ignored(settings, wanted, "It was withdrawn")
            : BucketPolicyOutcomes.Unanswered(settings);
    }

    /// <summary>Checks until the policy is in force. Returns the access at that time, and whether it is as required.</summary>
    private async Task<(BucketPolicyAccess Access, bool IsSound)> WaitUntilInForceAsync(BucketPolicyStatements wanted, BucketPolicyAccess accessBefore)
    {
        var access = accessBefore;
        for (var attempt = 0; attempt < propagation.Pauses.Count; attempt++)
        {
            await propagation.WaitAsync(propagation.Pauses[attempt]).ConfigureAwait(false);

            // In this order: once old signatures are denied, the policy is in force, so access that is granted afterwards is granted under it.
            // Without an age limit, only the passing of time indicates that it is in force.
            var isInForce = wanted.AgeLimit is null
                ? attempt == propagation.Pauses.Count - 1
                : await IsEnforcedAsync(wanted, CancellationToken.None).ConfigureAwait(false);
            access = await trial.MeasureAsync(CancellationToken.None).ConfigureAwait(false);
            if (access.LostAccessSince(accessBefore))
            {
                break;
            }

            if (access.IsConclusive && isInForce)
            {
                return (access, true);
            }
        }

        return (access, false);
    }

    /// <summary>
    /// Whether the store enforces what can be tested from here: the denial of old signatures, representative of all conditions on signatures.
    /// </summary>
    private async Task<bool> IsEnforcedAsync(BucketPolicyStatements wanted, CancellationToken cancellationToken)
    {
        if (wanted.AgeLimit is not { } limit)
        {
            return true;
        }

        // Any status other than 404 means that it was denied, or that the result is unknown.
        var old = await trial.RequestWithOldSignatureAsync(limit, cancellationToken).ConfigureAwait(false);
        return old != 404;
    }

    private async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var found = await client.GetBucketPolicyAsync(new GetBucketPolicyRequest { BucketName = settings.Bucket }, cancellationToken).ConfigureAwait(false);

            // The SDK does not throw on 404, but returns the error document as if it were the policy.
            return S3Xml.ErrorCode(S3Xml.Parse(found.Policy ?? "")) switch
            {
                null => string.IsNullOrWhiteSpace(found.Policy) ? null : found.Policy,
                "NoSuchBucketPolicy" => null,
                "NoSuchBucket" => throw new StoreException(
                    ErrorCodes.BucketNotFound,
                    $"Store '{settings.Name}' has no bucket '{settings.Bucket}'; create it, or check Stores:{settings.Name}:Bucket."),
                var code => throw new StoreException(
                    ErrorCodes.StoreUnavailable,
                    $"Store '{settings.Name}' failed while reading the bucket's policy: it answered {code}."),
            };
        }
        catch (AmazonServiceException exception) when (exception.ErrorCode == "NoSuchBucketPolicy")
        {
            return null;
        }
    }

    private async Task WriteAsync(string json, CancellationToken cancellationToken) =>
        await client.PutBucketPolicyAsync(new PutBucketPolicyRequest { BucketName = settings.Bucket, Policy = json }, cancellationToken).ConfigureAwait(false);

    private async Task RestoreAsync(string? before)
    {
        try
        {
            if (before is not null)
            {
                await WriteAsync(before, CancellationToken.None).ConfigureAwait(false);
            }
            else
            {
                await client.DeleteBucketPolicyAsync(new DeleteBucketPolicyRequest { BucketName = settings.Bucket }, CancellationToken.None)
                    .ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (StoreFailure.Is(exception, CancellationToken.None))
        {
            throw StoreFailure.From(
                exception,
                settings,
                $"withdrawing the bucket's policy, which may still be in force (to undo it, run: {BucketPolicyOutcomes.Undo(settings, before)})");
        }
    }
}
