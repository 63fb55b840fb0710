using PresignKit.Keys;
using PresignKit.Policies;
using PresignKit.Providers;
using PresignKit.Uploads;

namespace PresignKit.Issuing;

/// <content>Slots for uploads.</content>
internal sealed partial class PresignedUrlIssuer
{
    public UploadRequest CheckUpload(UploadRequest request)
    {
        // The application compares names, and clients may spell one in another letter case: it must see the one that the slot will have.
        var (plan, upload) = Accept(request);
        return request with { Policy = plan.Policy.Name, ContentType = upload.ContentType, MaximumSize = upload.AllowedSizes?.Maximum ?? request.MaximumSize };
    }

    public ValueTask<UploadSlot> OpenUploadSlotAsync(UploadRequest request, CancellationToken cancellationToken = default)
    {
        var (plan, accepted) = Accept(request);
        var key = KeyTemplateExpander.Expand(
            plan.Policy.Key, accepted.Extension, request.FileName, clock.GetUtcNow(), request.KeyValues);
        if (policies.FindReservedFolder(storeName, key) is { } frozen)
        {
            throw new PolicyViolationException(
                ErrorCodes.KeyValueInvalid,
                $"The key template '{plan.Policy.Key}' with the supplied values yields a key that begins with '{frozen}', "
                + "which is reserved for verified uploads. Change the template, the values, or FrozenPrefix.");
        }

        if (request.Destination is { } destination && policies.FindForbiddenFolder(storeName, destination) is { } folder)
        {
            throw new PolicyViolationException(
                ErrorCodes.KeyValueInvalid,
                $"The destination '{destination}' begins with '{folder}', where uploads are kept until they are accepted, or "
                + "which is reserved for verified ones. Choose another folder.");
        }

        if (plan.Freezes && !FrozenKey.Fits(plan.Policy.FrozenPrefix, key))
        {
            throw new PolicyViolationException(
                ErrorCodes.KeyValueInvalid,
                $"The key template '{plan.Policy.Key}' with the supplied values yields a key that is too long to be frozen. "
                + "Shorten the template or the values.");
        }

        return UploadAsync(plan, accepted, key, request, cancellationToken);
    }

    private (UploadPlan Plan, AcceptedUpload Upload) Accept(UploadRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var plans = policies.GetUploadPlans(request.Policy);
        var policy = plans.Policy;
        if (policy.StoreName != storeName)
        {
            throw new PolicyViolationException(
                ErrorCodes.PolicyOfOtherStore, $"Upload policy '{policy.Name}' belongs to store '{policy.StoreName}', not to '{storeName}'.");
        }

        var accepted = AcceptedUpload.Accept(policy, request);
        Lifetimes.Check(policy.Name, policy.Lifetime, request.Lifetime);
        var plan = plans.Choose(accepted, request.Transports);
        DeclaredMd5.Check(accepted, plan);
        ChecksumRequirement.CheckCompared(plan, accepted);
        if (plan.Mode == SlotMode.Multipart)
        {
            PartSizeRule.Plan(policy, accepted.Size!.Value, request.PartSize);
        }

        return (plan, accepted);
    }

    private async ValueTask<UploadSlot> UploadAsync(
        UploadPlan plan, AcceptedUpload accepted, ObjectKey key, UploadRequest request, CancellationToken cancellationToken)
    {
        var policy = plan.Policy;
        var session = await OpenAsync(Lifetimes.Minimum(policy.MinimumLifetime, request.Lifetime), cancellationToken).ConfigureAwait(false);

        // Credentials that do not last long enough are noticed before an upload is created.
        var lifetime = Lifetimes.OfUpload(policy, request.Lifetime, clock.GetUtcNow(), session.CredentialsExpireAt);
        var parts = plan.Mode == SlotMode.Multipart ? PartSizeRule.Plan(policy, accepted.Size!.Value, request.PartSize) : null;
        DateTimeOffset? endsAt = parts is null ? null : lifetime.SignedAt + policy.MaximumUploadDuration;
        var declaration = new DeclaredUpload
        {
            StoreName = StoreName,
            Policy = policy.Name,
            Key = key,
            ContentType = accepted.ContentType,
            Size = accepted.Size,
            AllowedSizes = accepted.AllowedSizes,
            Binding = plan.Binds ? SlotBinding.New(policy.ApplicationName) : null,
            PartSize = parts?.PartSize,
            EndsAt = endsAt,
            FrozenPrefix = policy.FrozenPrefix,
            Checksum = accepted.Checksum,
            Destination = request.Destination,
            Replaces = request.Replaces,
        };
        var (signed, uploadId) = plan.Mode switch
        {
            SlotMode.Part => await OpenPartAsync(session, plan, declaration, accepted, lifetime, cancellationToken).ConfigureAwait(false),
            SlotMode.Multipart => (null, await CreateAsync(declaration, accepted, checksum: null, cancellationToken).ConfigureAwait(false)),
            _ => (Sign(session, plan, declaration, accepted, lifetime), (string?)null),
        };
        return new()
        {
            StoreName = StoreName,
            Policy = policy.Name,
            Key = key,
            ContentType = accepted.ContentType,
            Size = accepted.Size,
            AllowedSizes = accepted.AllowedSizes,
            Transport = plan.Transport,
            Request = signed,
            Parts = parts,
            TransferChecksumAlgorithms = TransferRule.Algorithms(
                plan.Profile, hasOther: TransferRule.Replaces(accepted.Checksum?.Algorithm, plan.Mode), policy.Attributes.Encryption),
            ExpiresAt = endsAt < lifetime.ExpiresAt ? endsAt.Value : lifetime.ExpiresAt,
            LimitedBy = lifetime.LimitedBy,
            Declaration = declaration with { UploadId = uploadId },
            Guarantees = plan.For(accepted),
        };
    }

    /// <summary>Creates an upload and signs its only part. An upload whose URL cannot be signed is aborted.</summary>
    private async ValueTask<(PresignedUpload? Request, string? UploadId)> OpenPartAsync(
        ISigningSession session,
        UploadPlan plan,
        DeclaredUpload declaration,
        AcceptedUpload accepted,
        Lifetime lifetime,
        CancellationToken cancellationToken)
    {
        var checksum = plan.Sent(accepted.Checksum);
        var uploadId = await CreateAsync(declaration, accepted, checksum?.Algorithm, cancellationToken).ConfigureAwait(false);
        try
        {
            var part = session.SignPart(new(
                declaration.Key,
                uploadId,
                Number: 1,
                lifetime.SignedAt,
                lifetime.Length,
                accepted.Size!.Value,
                accepted.ContentType,
                checksum,
                accepted.ContentMd5));
            return (DeclaredMd5.Require(accepted, part), uploadId);
        }
        catch
        {
            await provider.Uploads!.AbortAsync(declaration.Key, uploadId, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private Task<string> CreateAsync(
        DeclaredUpload declaration, in AcceptedUpload accepted, FileChecksumAlgorithm? checksum, CancellationToken cancellationToken)
    {
        var uploads = provider.Uploads ?? throw new InvalidOperationException(
            $"The profile of store '{storeName}' has IsolatedPart, but its provider has no uploads in parts. Set IsolatedPart to Unknown.");
        return uploads.CreateAsync(
            declaration.Key, accepted.ContentType, Bound(accepted.Attributes, declaration), checksum, cancellationToken);
    }

    private static StoredAttributes Bound(StoredAttributes attributes, DeclaredUpload declaration) => declaration.Binding is { } binding
        ? attributes with { Metadata = attributes.Metadata.SetItem(SlotBinding.MetadataName, binding) }
        : attributes;

    private static PresignedUpload Sign(
        ISigningSession session, UploadPlan plan, DeclaredUpload declaration, AcceptedUpload accepted, in Lifetime lifetime)
    {
        var specification = new UploadSpecification(
            declaration.Key,
            lifetime.SignedAt,
            lifetime.Length,
            accepted.ContentType,
            accepted.Size,
            plan.RefusesExisting,
            plan.Sent(accepted.Checksum),
            Bound(AttributeSupport.Sent(plan.Mode, accepted.Attributes, plan.Profile), declaration),
            accepted.ContentMd5) { AllowedSizes = accepted.AllowedSizes };
        if (plan.Transport == UploadTransport.Post)
        {
            var form = session.SignFormUpload(specification);
            return new("POST", form.Url, fields: form.Fields);
        }

        return DeclaredMd5.Require(accepted, session.SignUpload(specification));
    }
}
