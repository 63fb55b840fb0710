using System.Buffers;
using PresignKit.Keys;
using PresignKit.Policies;
using PresignKit.Providers;
using PresignKit.Uploads;

namespace PresignKit.Issuing;

/// <summary>Applies policy, key, lifetime, and guarantees in the same way for every kind of store; the provider only signs.</summary>
internal sealed class PresignedUrlIssuer(
    string storeName, IStoreProvider provider, PolicyCatalog policies, TimeProvider clock, string? tenantStoreName = null)
    : IPresignedUrlIssuer, ITrustedToolUrlIssuer
{
    private static readonly DownloadRequest Unspecified = new();

    // That of a tenant's store differs from the store whose policies apply.
    public string StoreName => tenantStoreName ?? storeName;

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

    public ValueTask<PresignedUrl> IssueDownloadUrlAsync(
        ObjectKey key, DownloadRequest? request = null, CancellationToken cancellationToken = default) =>
        AccessAsync(ObjectAccess.Read, key, request ?? Unspecified, cancellationToken);

    public ValueTask<PresignedUrl> IssueHeadUrlAsync(
        ObjectKey key, DownloadRequest? request = null, CancellationToken cancellationToken = default) =>
        AccessAsync(ObjectAccess.Head, key, request ?? Unspecified, cancellationToken);

    public async ValueTask<IReadOnlyList<PresignedUrl>> IssueDownloadUrlsAsync(
        IReadOnlyList<ObjectKey> keys, DownloadRequest? request = null, CancellationToken cancellationToken = default)
    {
        var terms = Terms(keys, request ?? Unspecified);
        var session = await OpenAsync(terms.MinimumLifetime, cancellationToken).ConfigureAwait(false);
        var lifetime = terms.Resolve(clock.GetUtcNow(), session.CredentialsExpireAt);
        var signed = new SignedRequest[keys.Count];
        session.SignMany(terms.Batch(lifetime), keys, signed);

        var urls = new PresignedUrl[signed.Length];
        for (var i = 0; i < urls.Length; i++)
        {
            urls[i] = Grant(signed[i], keys[i], lifetime);
        }

        return urls;
    }

    public async ValueTask<DateTimeOffset> WriteDownloadUrlsAsync(
        IReadOnlyList<ObjectKey> keys,
        IBufferWriter<byte> destination,
        DownloadRequest? request = null,
        Action<int, IBufferWriter<byte>>? before = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var terms = Terms(keys, request ?? Unspecified);
        var session = await OpenAsync(terms.MinimumLifetime, cancellationToken).ConfigureAwait(false);
        var lifetime = terms.Resolve(clock.GetUtcNow(), session.CredentialsExpireAt);
        session.SignMany(terms.Batch(lifetime), keys, destination, before);
        return lifetime.ExpiresAt;
    }

    public async ValueTask<IReadOnlyList<PresignedUrl>> IssueDownloadUrlsAsync(
        IReadOnlyList<DownloadItem> items, DownloadRequest? request = null, CancellationToken cancellationToken = default)
    {
        using var batch = Batch(items, request ?? Unspecified, out var terms);
        var session = await OpenAsync(terms.MinimumLifetime, cancellationToken).ConfigureAwait(false);
        var lifetime = terms.Resolve(clock.GetUtcNow(), session.CredentialsExpireAt);
        var signed = new SignedRequest[batch.Specifications.Length];
        session.SignMany(batch.Within(lifetime), signed);

        var urls = new PresignedUrl[signed.Length];
        for (var i = 0; i < urls.Length; i++)
        {
            urls[i] = Grant(signed[i], batch.Specifications[i].Key, lifetime);
        }

        return urls;
    }

    public async ValueTask<DateTimeOffset> WriteDownloadUrlsAsync(
        IReadOnlyList<DownloadItem> items,
        IBufferWriter<byte> destination,
        DownloadRequest? request = null,
        Action<int, IBufferWriter<byte>>? before = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        using var batch = Batch(items, request ?? Unspecified, out var terms);
        var session = await OpenAsync(terms.MinimumLifetime, cancellationToken).ConfigureAwait(false);
        var lifetime = terms.Resolve(clock.GetUtcNow(), session.CredentialsExpireAt);
        session.SignMany(batch.Within(lifetime), destination, before);
        return lifetime.ExpiresAt;
    }

    public async ValueTask<PresignedUrl> IssueDeleteUrlAsync(
        ObjectKey key, TimeSpan lifetime, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (lifetime < LifetimeLimits.Shortest || lifetime > LifetimeLimits.Longest)
        {
            throw new ArgumentOutOfRangeException(nameof(lifetime), lifetime, "The lifetime must be between 1 second and 7 days.");
        }

        var session = await provider.OpenSessionAsync(cancellationToken).ConfigureAwait(false);
        var clamped = Lifetimes.Clamp(clock.GetUtcNow(), lifetime, ExpiryLimit.Request, session.CredentialsExpireAt);
        return Grant(session.Sign(new AccessSpecification(ObjectAccess.Delete, key, clamped.SignedAt, clamped.Length, Overrides: null)), key, clamped);
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

    private ValueTask<ISigningSession> OpenAsync(TimeSpan? minimumLifetime, CancellationToken cancellationToken) => minimumLifetime is { } lifetime
        ? provider.OpenSessionAsync(clock.GetUtcNow() + lifetime, cancellationToken)
        : provider.OpenSessionAsync(cancellationToken);

    private ValueTask<PresignedUrl> AccessAsync(
        ObjectAccess access, ObjectKey key, DownloadRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        var terms = Terms(request);
        var opening = OpenAsync(terms.MinimumLifetime, cancellationToken);
        return opening.IsCompletedSuccessfully
            ? new(SignAccess(opening.Result, access, key, terms))
            : WaitAsync(opening, access, key, terms);
    }

    private async ValueTask<PresignedUrl> WaitAsync(
        ValueTask<ISigningSession> opening, ObjectAccess access, ObjectKey key, DownloadTerms terms) =>
        SignAccess(await opening.ConfigureAwait(false), access, key, terms);

    private PresignedUrl SignAccess(ISigningSession session, ObjectAccess access, ObjectKey key, in DownloadTerms terms) =>
        SignAccess(session, access, key, terms, terms.Resolve(clock.GetUtcNow(), session.CredentialsExpireAt));

    private static PresignedUrl SignAccess(
        ISigningSession session, ObjectAccess access, ObjectKey key, in DownloadTerms terms, in Lifetime lifetime) =>
        Grant(session.Sign(terms.For(access, key, lifetime)), key, lifetime);

    private DownloadTerms Terms(IReadOnlyList<ObjectKey> keys, DownloadRequest request)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (keys is not ObjectKeyList)
        {
            foreach (var key in keys)
            {
                ArgumentNullException.ThrowIfNull(key, nameof(keys));
            }
        }

        return Terms(request);
    }

    private ItemBatch Batch(IReadOnlyList<DownloadItem> items, DownloadRequest request, out DownloadTerms terms)
    {
        ArgumentNullException.ThrowIfNull(items);
        terms = Terms(request);
        return ItemBatch.Of(terms, items);
    }

    private DownloadTerms Terms(DownloadRequest request)
    {
        var plan = policies.GetDownloadPlan(request.Policy);
        Lifetimes.Check(plan.Policy.Name, plan.Policy.Lifetime, request.Lifetime);
        return new(plan, request, plan.Overrides(request));
    }

    private static PresignedUrl Grant(in SignedRequest signed, ObjectKey key, in Lifetime lifetime) =>
        new(signed.Method, signed.Url, signed.Headers, key, lifetime.ExpiresAt, lifetime.LimitedBy);

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
