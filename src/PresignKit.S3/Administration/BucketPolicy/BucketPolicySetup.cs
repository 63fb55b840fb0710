using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using PresignKit.Providers;
using PresignKit.S3.Http;
using PresignKit.S3.Objects;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Administration.BucketPolicy;

/// <summary>
/// A bucket's policy: read, compared, and replaced but for the statements of others. What is written is tried at once; a policy that shuts the
/// application out, or that the store takes and ignores, is taken back.
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
            // What could not be read would be overwritten.
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
            // It may have arrived, and nobody would try it.
            await RestoreAsync(before).ConfigureAwait(false);
            throw;
        }
        catch (Exception exception) when (StoreFailure.Is(exception, cancellationToken))
        {
            // It may have arrived here, too, unless the store says that it did not take it.
            if (exception is not AmazonServiceException { StatusCode: >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError })
            {
                await RestoreAsync(before).ConfigureAwait(false);
            }

            throw StoreFailure.From(exception, settings, "changing the bucket's policy");
        }

        return await TryAsync(wanted, accessBefore, before).ConfigureAwait(false);
    }

    /// <remarks>Takes no cancellation: whoever hangs up now would leave a policy behind that nobody has tried.</remarks>
    private async Task<SetupOutcome> TryAsync(BucketPolicyStatements wanted, BucketPolicyAccess accessBefore, string? before)
    {
        BucketPolicyAccess access;
        try
        {
            (access, var isSound) = await LookAsync(wanted, accessBefore).ConfigureAwait(false);
            if (isSound)
            {
                return BucketPolicyOutcomes.Changed(settings);
            }
        }
        catch
        {
            // Credentials may end meanwhile, for one: what could not be tried does not stay.
            await RestoreAsync(before).ConfigureAwait(false);
            throw;
        }

        await RestoreAsync(before).ConfigureAwait(false);
        return access.LostAccessSince(accessBefore) ? BucketPolicyOutcomes.LockedOut(settings)
            : access.IsConclusive ? BucketPolicyOutcomes.Ignored(settings, wanted, "It was withdrawn")
            : BucketPolicyOutcomes.Unanswered(settings);
    }

    /// <summary>Looks until it is in force: the access there is then, and whether it is what it should be.</summary>
    private async Task<(BucketPolicyAccess Access, bool IsSound)> LookAsync(BucketPolicyStatements wanted, BucketPolicyAccess accessBefore)
    {
        var access = accessBefore;
        for (var look = 0; look < propagation.Pauses.Count; look++)
        {
            await propagation.WaitAsync(propagation.Pauses[look]).ConfigureAwait(false);

            // In this order: once old signatures are denied the policy is in force, and what is granted from then on is granted under it.
            // Where none are denied by age, nothing shows that it is in force but time.
            var isInForce = wanted.AgeLimit is null
                ? look == propagation.Pauses.Count - 1
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

    /// <summary>Whether what can be tried from here is kept: old signatures stand for the conditions on signatures.</summary>
    private async Task<bool> IsEnforcedAsync(BucketPolicyStatements wanted, CancellationToken cancellationToken)
    {
        if (wanted.AgeLimit is not { } limit)
        {
            return true;
        }

        // Anything but a plain yes: it is denied, or cannot be told.
        var old = await trial.RequestWithOldSignatureAsync(limit, cancellationToken).ConfigureAwait(false);
        return old != 404;
    }

    private async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var found = await client.GetBucketPolicyAsync(new GetBucketPolicyRequest { BucketName = settings.Bucket }, cancellationToken).ConfigureAwait(false);

            // To 404, the SDK throws nothing and hands out the error's document as if it were the policy.
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
