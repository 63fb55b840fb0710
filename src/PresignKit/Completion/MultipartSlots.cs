using PresignKit.Issuing;
using PresignKit.Policies;
using PresignKit.Providers;
using PresignKit.Uploads;

namespace PresignKit.Completion;

/// <summary>Signs and lists the parts of slots. Everything rests on the declaration and on the store: there is no state.</summary>
internal sealed class MultipartSlots(PolicyCatalog policies, StoreCatalog stores, TimeProvider clock) : IMultipartSlots
{
    public async ValueTask<SignedParts> SignPartsAsync(
        DeclaredUpload upload, IReadOnlyList<int> numbers, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        var (plan, uploadId, endsAt) = Identify(upload);
        var wanted = new int[numbers.Count];
        for (var i = 0; i < wanted.Length; i++)
        {
            wanted[i] = plan.Contains(numbers[i])
                ? numbers[i]
                : throw new PolicyViolationException(
                    ErrorCodes.PartNumberInvalid, $"The upload has no part {numbers[i]}; its parts are 1 to {plan.PartCount}.", $"{plan.PartCount}");
        }

        var policy = CheckPolicy(upload);
        var now = clock.GetUtcNow();
        var provider = stores.GetOf(upload);
        var session = policy.MinimumLifetime is { } minimum && now + minimum < endsAt
            ? await provider.OpenSessionAsync(now + minimum, cancellationToken).ConfigureAwait(false)
            : await provider.OpenSessionAsync(cancellationToken).ConfigureAwait(false);
        var lifetime = Lifetimes.OfPart(policy, endsAt, clock.GetUtcNow(), session.CredentialsExpireAt);
        var signed = new SignedRequest[wanted.Length];
        session.SignParts(new(upload.Key, uploadId, plan, lifetime.SignedAt, lifetime.Length), wanted, signed);
        var parts = new SignedPart[wanted.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = new(wanted[i], new(signed[i].Method, signed[i].Url, signed[i].Headers));
        }

        return new(parts, lifetime.ExpiresAt, lifetime.LimitedBy);
    }

    public async Task<IReadOnlyList<ReceivedPart>?> ListPartsAsync(DeclaredUpload upload, CancellationToken cancellationToken = default)
    {
        var (_, uploadId, _) = Identify(upload);
        var provider = stores.GetOf(upload);
        var encryption = policies.FindUploadPolicy(upload.Policy)?.Attributes.Encryption ?? EncryptionRule.KeyService;
        var tellsMd5 = TransferRule.Algorithms(provider.Profile, hasOther: false, encryption).Contains(TransferChecksumAlgorithm.Md5);
        var parts = await Uploads(provider, upload).ListPartsAsync(upload.Key, uploadId, cancellationToken).ConfigureAwait(false);
        return parts is null
            ? null
            : [.. parts.Select(part => new ReceivedPart(part.Number, part.Size, part.ETag) { Md5 = tellsMd5 ? Base64(part.ETag) : null })];
    }

    public async Task<DateTimeOffset?> RenewAsync(DeclaredUpload upload, CancellationToken cancellationToken = default)
    {
        var (_, uploadId, endsAt) = Identify(upload);
        var policy = CheckPolicy(upload);
        var expiresAt = Lifetimes.OfPart(policy, endsAt, clock.GetUtcNow(), credentialsExpireAt: null).ExpiresAt;
        var uploads = Uploads(stores.GetOf(upload), upload);
        return await uploads.ListPartsAsync(upload.Key, uploadId, cancellationToken).ConfigureAwait(false) is null ? null : expiresAt;
    }

    private static (PartPlan Plan, string UploadId, DateTimeOffset EndsAt) Identify(DeclaredUpload upload)
    {
        ArgumentNullException.ThrowIfNull(upload);
        return upload is { UploadId: { } uploadId, EndsAt: { } endsAt } && upload.GetPartPlan() is { } plan
            ? (plan, uploadId, endsAt)
            : throw new PolicyViolationException(
                ErrorCodes.SlotNotMultipart, "The file of this slot is sent in one request, so that it has no parts. Send the request of the slot.");
    }

    private static IMultipartUploads Uploads(IStoreProvider provider, DeclaredUpload upload) => provider.Uploads
        ?? throw new InvalidOperationException($"The slot '{upload.Key}' has an upload, but the provider of store '{upload.StoreName}' has none.");

    private static string? Base64(string etag)
    {
        var text = etag.Trim('"');
        return text.Length == 32 && text.All(char.IsAsciiHexDigit) ? Convert.ToBase64String(Convert.FromHexString(text)) : null;
    }

    /// <summary>The policy in force must still allow the upload, its parts, and, as far as is known now, so must the store.</summary>
    private UploadPolicy CheckPolicy(DeclaredUpload upload)
    {
        var policy = DeclaredPolicy.Check(policies, upload);
        return policies.GetUploadPlans(policy.Name).Multipart is not null
            ? policy
            : throw new PolicyViolationException(
                ErrorCodes.TransportNotAvailable, $"Policy '{policy.Name}' no longer allows files to be sent in parts. Open a new slot.");
    }
}
