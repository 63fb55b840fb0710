using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using PresignKit.Providers;
using PresignKit.S3.Objects;
using PresignKit.S3.Settings;

namespace PresignKit.S3.Administration.Cors;

/// <summary>Reads, compares and replaces a bucket's CORS rules, except for the rules of others.</summary>
internal sealed class BucketCors(S3StoreSettings settings, IAmazonS3 client, Preflight preflight)
{
    public async Task<SetupOutcome> SetUpAsync(CorsRequirement requirement, SetupAction action, CancellationToken cancellationToken)
    {
        var rules = await ReadAsync(cancellationToken).ConfigureAwait(false);
        var missing = rules is null ? null : CorsCoverage.Missing(rules, requirement);
        var wanted = CorsRules.With(rules ?? [], requirement);
        if (rules is not null && missing is null)
        {
            return new(SetupStatus.Sufficient, $"Bucket '{settings.Bucket}' gives pages from {Origins(requirement)} the access they "
                + "need.", Printed(action, rules));
        }

        if (rules is null && await preflight.RefusalAsync(requirement, cancellationToken).ConfigureAwait(false) is null)
        {
            return new(SetupStatus.Sufficient, $"Store '{settings.Name}' gives pages from {Origins(requirement)} the access they "
                + "need.", Printed(action, wanted));
        }

        if (action == SetupAction.Compare && rules is not null)
        {
            return await ComparedAsync(missing!, wanted, requirement, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            // Rules that cannot be read must not be overwritten.
            return rules is null
                ? NotPermitted("read", wanted)
                : await WriteAsync(wanted, requirement, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonServiceException exception) when (SetupRefusal.IsDenied(exception))
        {
            return NotPermitted("change", wanted);
        }
        catch (AmazonServiceException exception) when (SetupRefusal.IsNotOffered(exception))
        {
            return await preflight.RefusalAsync(requirement, cancellationToken).ConfigureAwait(false) is not { } refusal
                ? new(
                    SetupStatus.Sufficient,
                    $"Store '{settings.Name}' has one CORS configuration for all buckets, which gives pages from {Origins(requirement)} the access they need.")
                : new(
                    SetupStatus.NotOffered,
                    $"Store '{settings.Name}' does not support CORS per bucket, and {refusal}. Allow {Origins(requirement)} in the server's own "
                        + "settings (MinIO: MINIO_API_CORS_ALLOW_ORIGIN).",
                    CorsInstructions.Json(wanted));
        }
        catch (Exception exception) when (StoreFailure.Is(exception, cancellationToken))
        {
            throw StoreFailure.From(exception, settings, "changing the bucket's CORS");
        }
    }

    /// <summary>The finding if browsers do not get the access that they need; null if they do.</summary>
    public async Task<StoreFinding?> CheckAsync(CorsRequirement requirement, CancellationToken cancellationToken)
    {
        var rules = await ReadAsync(cancellationToken).ConfigureAwait(false);
        var missing = rules is null ? null : CorsCoverage.Missing(rules, requirement);
        if (rules is not null && missing is null)
        {
            return null;
        }

        // Not every store has CORS rules per bucket, so its answer to a browser decides.
        var refusal = await preflight.RefusalAsync(requirement, cancellationToken).ConfigureAwait(false);
        if (refusal is null)
        {
            return null;
        }

        var json = CorsInstructions.Json(CorsRules.With(rules ?? [], requirement));
        return rules is null
            ? new(
                FindingCodes.CorsUnknown,
                FindingSeverity.Warning,
                $"Whether bucket '{settings.Bucket}' of store '{settings.Name}' gives pages from {Origins(requirement)} the access they need is "
                    + $"unknown: the credentials may not read its CORS (s3:GetBucketCORS), and {refusal}. If it does not, add this rule: {json}")
            : new(
                FindingCodes.CorsMissing,
                FindingSeverity.Error,
                $"Browsers will refuse to use bucket '{settings.Bucket}' of store '{settings.Name}': {missing}. Call IStoreSetup.EnsureCorsAsync, "
                    + $"correct PageOrigins, or run: {CorsInstructions.Command(settings, json)}");
    }

    /// <summary>The current rules; null if the credentials may not read them.</summary>
    private async Task<List<CORSRule>?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var found = await client.GetCORSConfigurationAsync(
                new GetCORSConfigurationRequest { BucketName = settings.Bucket }, cancellationToken).ConfigureAwait(false);
            return found.Configuration?.Rules ?? [];
        }
        catch (AmazonServiceException exception) when (exception.ErrorCode == "NoSuchCORSConfiguration" || SetupRefusal.IsNotOffered(exception))
        {
            return [];
        }
        catch (AmazonServiceException exception) when (SetupRefusal.IsDenied(exception))
        {
            return null;
        }
        catch (Exception exception) when (StoreFailure.Is(exception, cancellationToken))
        {
            throw StoreFailure.From(exception, settings, "reading the bucket's CORS");
        }
    }

    private async Task<SetupOutcome> WriteAsync(List<CORSRule> rules, CorsRequirement requirement, CancellationToken cancellationToken)
    {
        await client.PutCORSConfigurationAsync(
            new PutCORSConfigurationRequest { BucketName = settings.Bucket, Configuration = new() { Rules = rules } },
            cancellationToken).ConfigureAwait(false);
        return new(SetupStatus.Changed, $"Bucket '{settings.Bucket}' now gives pages from {Origins(requirement)} the access they need, by rule "
            + $"'{requirement.Id}'.");
    }

    // Whether the store supports rules is known only after writing some, but its answer to a preflight is available now.
    private async Task<SetupOutcome> ComparedAsync(
        string missing, List<CORSRule> wanted, CorsRequirement requirement, CancellationToken cancellationToken)
    {
        var json = CorsInstructions.Json(wanted);
        return await preflight.RefusalAsync(requirement, cancellationToken).ConfigureAwait(false) is null
            ? new(
                SetupStatus.Sufficient,
                $"Store '{settings.Name}' already gives pages from {Origins(requirement)} the access they need, although not by rules of bucket "
                    + $"'{settings.Bucket}'.",
                json)
            : new(
                SetupStatus.Missing,
                $"Browsers will refuse to use bucket '{settings.Bucket}' of store '{settings.Name}': {missing}.",
                json,
                CorsInstructions.Command(settings, json));
    }

    private static string? Printed(SetupAction action, List<CORSRule> rules) =>
        action == SetupAction.Compare ? CorsInstructions.Json(rules) : null;

    private SetupOutcome NotPermitted(string verb, List<CORSRule> wanted)
    {
        var json = CorsInstructions.Json(wanted);
        var caution = verb == "read"
            ? " The command replaces all rules of the bucket, and existing rules could not be read; check with get-bucket-cors first."
            : "";
        return new(
            SetupStatus.NotPermitted,
            $"The credentials of store '{settings.Name}' are not allowed to {verb} the CORS of bucket '{settings.Bucket}' (s3:GetBucketCORS, "
                + $"s3:PutBucketCORS). Grant these permissions, or run the command with credentials that have them.{caution}",
            json,
            CorsInstructions.Command(settings, json));
    }

    private static string Origins(CorsRequirement requirement) => string.Join(", ", requirement.Origins);
}
