using System.Text;
using Amazon.S3.Model;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.Conformance.Stores;

namespace PresignKit.Conformance.Suites;

/// <summary>
/// A slot from opening to completion: what arrives through it becomes one object that nobody can change anymore. Where the store's profile has
/// <see cref="StoreProfile.IsolatedPart"/>, a slot is an upload of one part; elsewhere, or if <paramref name="transport"/> says so, its object is frozen.
/// </summary>
public abstract class SlotConformance(S3ConformanceStore store, UploadTransport? transport = null) : IAsyncDisposable
{
    private const string Policy = "slot";
    private const string Described = "described";
    private const string Unknown = "unknown";

    private static readonly byte[] Body = Video(1);
    private static readonly byte[] Other = Video(2);

    private readonly ServiceProvider _application = Create(store, transport);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IUploadVerifier Verifier => _application.GetRequiredService<IUploadVerifier>();

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Complete_Upload_IsVerifiedWithItsBytes()
    {
        var slot = await UploadAsync(Body);

        var found = await VerifyAsync(slot);

        AssertVerified(found);
        await store.AssertHoldsAsync(found.Key!, Body);
        Assert.Equal((Body.Length, "video/mp4"), (found.Properties!.Size, found.Properties.ContentType));
        Assert.Equal(GuaranteeLevel.EnforcedByStore, slot.Guarantees.Isolation);
        Assert.Equal(IsPart(slot) ? slot.Key : found.Key, found.Key);
        Assert.Equal(!IsPart(slot), found.Key!.Value.StartsWith("accepted/", StringComparison.Ordinal));
        Assert.True(await Verifier.SettleAsync(slot.Declaration, found.Key, found, Cancellation));
        await store.AssertHoldsAsync(found.Key, Body);
    }

    /// <summary>By a form the store limits a size that nobody knows, by a PUT completion does; either way nothing else is accepted.</summary>
    [Theory]
    [InlineData(UploadTransport.Post)]
    [InlineData(UploadTransport.Put)]
    public async Task Complete_UnknownSize_AcceptsWhatIsWithinTheLimits(UploadTransport by)
    {
        foreach (var (size, accepted) in new[] { (100, true), (2_000, true), (99, false), (2_001, false) })
        {
            if (await OpenUnknownAsync(by) is not { } slot)
            {
                Assert.Skip("The store and its policy take no file of unknown size in this way.");
                return;
            }

            Assert.Equal(by == UploadTransport.Post ? GuaranteeLevel.EnforcedByStore : GuaranteeLevel.VerifiedOnCompletion, slot.Guarantees.Size);
            byte[] body = [.. Video(1)[..64], .. new byte[size - 64]];
            using var answer = await store.UploadAsync(slot, body);
            Assert.Equal(accepted || by == UploadTransport.Put, answer.IsSuccessStatusCode);

            var found = await VerifyAsync(slot);

            if (accepted)
            {
                AssertVerified(found);
                Assert.Equal(size, found.Properties!.Size);
                await store.AssertHoldsAsync(found.Key!, body);
            }
            else if (by == UploadTransport.Put)
            {
                Assert.Equal((VerificationOutcome.Refused, ErrorCodes.SizeMismatch), (found.Outcome, found.Code));
                await Verifier.DiscardAsync(slot.Declaration, found, Cancellation);
                await store.AssertNothingAsync(slot.Key);
            }
            else
            {
                Assert.Equal(VerificationOutcome.NotUploaded, found.Outcome);
            }
        }
    }

    [Fact]
    public async Task Complete_NothingUploaded_IsNotUploadedAndSlotStaysOpen()
    {
        var slot = await OpenAsync(Body);

        Assert.Equal(VerificationOutcome.NotUploaded, (await VerifyAsync(slot)).Outcome);

        await Browser.AssertStoredAsync(await store.UploadAsync(slot, Body));
        AssertVerified(await VerifyAsync(slot));
    }

    [Fact]
    public async Task Complete_Twice_HasSameResult()
    {
        var slot = await UploadAsync(Body);

        var first = await VerifyAsync(slot);
        var second = await VerifyAsync(slot);

        AssertVerified(first);
        Assert.Equal((first.Key, first.Properties), (second.Key, second.Properties));
    }

    /// <summary>The URL of a part is dead once the upload has been completed, also after the object has been deleted.</summary>
    [Fact]
    public async Task Part_AfterCompletion_IsRefusedAndObjectStays()
    {
        var slot = await UploadPartAsync(Body);
        var found = await VerifyAsync(slot);
        AssertVerified(found);

        await Browser.AssertRefusedAsync(await store.UploadAsync(slot, Other));
        await Browser.AssertRefusedAsync(await store.UploadAsync(slot, Body));
        await store.AssertHoldsAsync(slot.Key, Body);

        await store.Objects.DeleteAsync(slot.Key, Cancellation);
        await Browser.AssertRefusedAsync(await store.UploadAsync(slot, Other));
        await store.AssertNothingAsync(slot.Key);
        Assert.Equal(VerificationOutcome.Ended, (await VerifyAsync(slot)).Outcome);
    }

    /// <summary>A part whose first half arrived before completion, and the rest after it, or after the object has been deleted.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Part_InFlightDuringCompletion_ChangesNothing(bool isDeleted)
    {
        var (body, other) = (Video(3, 400_000), Video(4, 400_000));
        var slot = await UploadPartAsync(body);
        using var late = await PartialPut.BeginAsync(slot.Request!.RevealUrl(), slot.Request.Headers, other);

        var found = await VerifyAsync(slot);
        AssertVerified(found);
        if (isDeleted)
        {
            await store.Objects.DeleteAsync(slot.Key, Cancellation);
        }

        var status = await late.FinishAsync();

        TestContext.Current.TestOutputHelper?.WriteLine($"A part in flight during completion: {status}");
        Assert.Equal(store.RefusesPartsInFlight, status is >= 400 and < 500);
        if (isDeleted)
        {
            await store.AssertNothingAsync(slot.Key);
            Assert.Equal(VerificationOutcome.Ended, (await VerifyAsync(slot)).Outcome);
        }
        else
        {
            await store.AssertHoldsAsync(slot.Key, body);
            Assert.Equal(found.Properties, (await VerifyAsync(slot)).Properties);
        }
    }

    /// <summary>A holder who uploads again, whatever the store answers, never changes the result, and never gets another one.</summary>
    [Fact]
    public async Task Upload_AfterCompletion_NeverBecomesTheResult()
    {
        var slot = await UploadAsync(Body);
        var found = await VerifyAsync(slot);
        AssertVerified(found);

        using (await store.UploadAsync(slot, Other))
        {
        }

        await store.AssertHoldsAsync(found.Key!, Body);
        Assert.Equal((found.Key, found.Properties), await ResultAsync(slot));
        Assert.True(await Verifier.SettleAsync(slot.Declaration, found.Key!, found, Cancellation));
        await store.AssertHoldsAsync(found.Key!, Body);

        await store.Objects.DeleteVersionAsync(found.Key!, found.Properties!, Cancellation);
        using (await store.UploadAsync(slot, Other))
        {
        }

        Assert.Equal(VerificationOutcome.Ended, (await VerifyAsync(slot)).Outcome);
        await Verifier.DiscardAsync(slot.Declaration, cancellationToken: Cancellation);
        await store.AssertNothingAsync(found.Key!);
        await store.AssertNothingAsync(slot.Key);
    }

    [Fact]
    public async Task Upload_ReplacedBeforeCompletion_LastOneIsTheResult()
    {
        var slot = await UploadAsync(Body);
        await Browser.AssertStoredAsync(await store.UploadAsync(slot, Other));

        var found = await VerifyAsync(slot);

        AssertVerified(found);
        await store.AssertHoldsAsync(found.Key!, Other);
    }

    [Fact]
    public async Task Upload_EmptyFile_IsVerified()
    {
        var slot = await UploadAsync([]);

        var found = await VerifyAsync(slot);

        AssertVerified(found);
        Assert.Equal(0, found.Properties!.Size);
        Assert.Equal(0, (await store.Objects.FindAsync(found.Key!, Cancellation))?.Size);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(100_000)]
    public async Task Upload_OtherSize_IsRefused(int more)
    {
        var slot = await OpenAsync(Body);

        await Browser.AssertRefusedAsync(await store.UploadAsync(slot, new byte[Body.Length + more]));

        Assert.Equal(VerificationOutcome.NotUploaded, (await VerifyAsync(slot)).Outcome);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData(null)]
    public async Task Part_OtherContentType_IsRefused(string? contentType)
    {
        var slot = await OpenPartAsync(Body);

        await Browser.AssertRefusedAsync(await store.SendAsync(
            slot.Request!, Body, request => request.Content!.Headers.ContentType = contentType is null ? null : new(contentType)));

        Assert.Equal(VerificationOutcome.NotUploaded, (await VerifyAsync(slot)).Outcome);
    }

    /// <summary>What contradicts the declared type is refused, and the slot has ended: its upload can be deleted, and not sent again.</summary>
    [Fact]
    public async Task Complete_OtherContent_IsRefusedAndDiscarded()
    {
        var page = Encoding.UTF8.GetBytes("<!DOCTYPE html><script>alert(1)</script>".PadRight(Body.Length));
        var slot = await UploadAsync(page);

        var found = await VerifyAsync(slot);

        Assert.Equal((VerificationOutcome.Refused, ErrorCodes.ContentMismatch), (found.Outcome, found.Code));
        await Verifier.DiscardAsync(slot.Declaration, found, Cancellation);
        await store.AssertNothingAsync(slot.Key);
        Assert.Empty(await store.Objects.ListAsync("accepted/" + slot.Key.Value[..^4], Cancellation).ToListAsync(Cancellation));
        if (IsPart(slot))
        {
            await Browser.AssertRefusedAsync(await store.UploadAsync(slot, Body));
            Assert.Equal(VerificationOutcome.Ended, (await VerifyAsync(slot)).Outcome);
        }
    }

    [Fact]
    public async Task Upload_Checksum_IsVerified()
    {
        var slot = await OpenAsync(Body, Browser.Sha256(Body));
        await Browser.AssertStoredAsync(await store.UploadAsync(slot, Body));

        var found = await VerifyAsync(slot);

        AssertVerified(found);
        await store.AssertHoldsAsync(found.Key!, Body);
    }

    [Fact]
    public async Task Upload_ChecksumOfAnotherBody_IsRefusedIfGuaranteed()
    {
        var slot = await OpenAsync(Body, Browser.Sha256(Body));
        var compared = IsPart(slot) ? store.Configured.PartChecksum
            : slot.Transport == UploadTransport.Post ? store.Configured.FormChecksum
            : store.Configured.ChecksumSha256;
        Assert.Equal(compared == Capability.Yes, slot.Guarantees.Checksum == GuaranteeLevel.EnforcedByStore);
        Assert.SkipUnless(slot.Guarantees.Checksum == GuaranteeLevel.EnforcedByStore, $"Profile '{store.Configured.Name}' does not claim checksums.");

        await Browser.AssertRefusedAsync(await store.UploadAsync(slot, Other));

        Assert.Equal(VerificationOutcome.NotUploaded, (await VerifyAsync(slot)).Outcome);
    }

    /// <summary>The backend sets what is stored with the object, so a part has no attributes, and the holder adds none.</summary>
    [Fact]
    public async Task Complete_PolicyWithAttributes_ObjectHasThem()
    {
        var slot = await OpenAsync(Body, policy: Described);
        await Browser.AssertStoredAsync(await store.UploadAsync(slot, Body));

        var found = await VerifyAsync(slot);

        AssertVerified(found);
        var stored = await StoredObject.ReadAsync(store, found.Key!.Value);
        Assert.Equal(
            ("video/mp4", "max-age=60, private", "de-CH", "attachment"),
            (stored.ContentType, stored.CacheControl, stored.ContentLanguage, stored.ContentDisposition));
        Assert.Equal([$"presignkit-slot={slot.Declaration.Binding}", "source=web", "title=Summer 2026"], stored.Metadata);
        Assert.Equal(store.Profile.Tags == Capability.Yes ? ["kind=video"] : [], stored.Tags);
        if (IsPart(slot))
        {
            Assert.Equal(["Content-Type"], slot.Request!.Headers.Keys);
        }
    }

    [Fact]
    public async Task Part_WithUnsignedDirective_IsRefusedOrDoesNothing()
    {
        var secret = await store.StoreAsync(Browser.Bytes("another user's secret"));
        Assert.NotEmpty(store.UnsignedDirectives);
        foreach (var directive in store.UnsignedDirectives)
        {
            var slot = await OpenPartAsync(Body);
            using var response = await store.SendAsync(slot.Request!, Body, store.Directive(directive, secret));
            if (!response.IsSuccessStatusCode)
            {
                await Browser.AssertRefusedAsync(response);
                Assert.Equal(VerificationOutcome.NotUploaded, (await VerifyAsync(slot)).Outcome);
                continue;
            }

            Assert.False(store.RefusesUnsignedDirectives, $"A part with {directive.Header}, which was not signed, was accepted.");
            var found = await VerifyAsync(slot);
            AssertVerified(found);
            await store.AssertHoldsAsync(found.Key!, Body);
            await store.AssertNotPublicAsync(slot.Request!.RevealUrl());
            var stored = await StoredObject.ReadAsync(store, slot.Key.Value);
            Assert.Equal([$"presignkit-slot={slot.Declaration.Binding}"], stored.Metadata);
            Assert.Empty(stored.Tags);
        }
    }

    [Fact]
    public async Task Complete_EightAtOnce_AllReturnTheSameObject()
    {
        var slot = await UploadAsync(Body);
        await using var other = Create(store, transport);
        var verifiers = new[] { Verifier, other.GetRequiredService<IUploadVerifier>() };

        var found = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            i => Task.Run(() => verifiers[i % 2].VerifyAsync(slot.Declaration, Cancellation), Cancellation)));

        // One that saw a part or an object change says so, and is repeated.
        Assert.All(found, result => Assert.Contains(result.Outcome, new[] { VerificationOutcome.Verified, VerificationOutcome.Changed }));
        Assert.Contains(found, result => result.IsVerified);
        var last = await VerifyAsync(slot);
        Assert.Equal(last.Key, Assert.Single(found.Where(result => result.IsVerified).Select(result => result.Key).Distinct()));
        await store.AssertHoldsAsync(last.Key!, Body);
        TestContext.Current.TestOutputHelper?.WriteLine($"{found.Count(result => result.IsVerified)} of 8 completions at once were verified.");
        Assert.Equal(8, found.Count(result => result.IsVerified));
    }

    [Fact]
    public async Task Complete_OtherInstance_EndsTheSlotForBoth()
    {
        var slot = await UploadAsync(Body);
        await using var other = Create(store, transport);

        var found = await other.GetRequiredService<IUploadVerifier>().VerifyAsync(slot.Declaration, Cancellation);

        AssertVerified(found);
        Assert.Equal((found.Key, found.Properties), await ResultAsync(slot));
    }

    [Fact]
    public async Task Complete_OtherSlotsBinding_IsNotItsResult()
    {
        var slot = await UploadAsync(Body);
        AssertVerified(await VerifyAsync(slot));
        var forged = slot.Declaration with { Binding = new string('0', 32) };

        var found = await Verifier.VerifyAsync(
            IsPart(slot) ? forged : forged with { Key = new(slot.Key.Value.Replace(".mp4", "-other.mp4", StringComparison.Ordinal)) }, Cancellation);

        Assert.False(found.IsVerified);
    }

    [Fact]
    public async Task Discard_OpenSlot_LeavesNothing()
    {
        var slot = await UploadAsync(Body);

        await Verifier.DiscardAsync(slot.Declaration, cancellationToken: Cancellation);

        await store.AssertNothingAsync(slot.Key);
        using var owner = store.CreateClient();
        var open = await owner.ListMultipartUploadsAsync(
            new ListMultipartUploadsRequest { BucketName = store.Container, Prefix = slot.Key.Value }, Cancellation);
        Assert.Empty(open.MultipartUploads ?? []);
        if (IsPart(slot))
        {
            await Browser.AssertRefusedAsync(await store.UploadAsync(slot, Body));
            Assert.Equal(VerificationOutcome.Ended, (await VerifyAsync(slot)).Outcome);
        }
    }

    /// <summary>The start of an MP4 file, and as many bytes of that value.</summary>
    private static byte[] Video(byte value, int length = 64)
    {
        var body = new byte[length];
        body.AsSpan().Fill(value);
        StoredObject.Video.CopyTo(body, 0);
        return body;
    }

    private static ServiceProvider Create(S3ConformanceStore store, UploadTransport? transport) => store.CreateApplication(kit =>
    {
        Add(Policy, static _ => { });
        Add(Described, policy =>
        {
            policy.CacheControl = "max-age=60, private";
            policy.ContentLanguage = "de-CH";
            policy.Disposition = DispositionType.Attachment;
            policy.Metadata["source"] = "web";
            policy.AllowedMetadata.Add("title");
            if (store.Profile.Tags == Capability.Yes)
            {
                policy.Tags["kind"] = "video";
            }
        });

        Add(Unknown, policy => (policy.AllowUnknownSize, policy.MinimumSize, policy.MaximumSize) = (true, 100, 2_000));

        void Add(string name, Action<UploadPolicyOptions> change) => kit.AddUploadPolicy(name, policy =>
        {
            policy.AllowedContentTypes.Add("video/mp4");
            (policy.MinimumSize, policy.MaximumSize, policy.Key, policy.Transport) = (0, 1_000_000, "conformance/{id}{ext}", transport);
            change(policy);
        });
    });

    private static bool IsPart(UploadSlot slot) => slot.Declaration.UploadId is not null;

    private static void AssertVerified(UploadVerification found) => Assert.True(found.IsVerified, $"{found.Outcome} {found.Code} {found.Reason}");

    private async Task<UploadSlot> OpenAsync(byte[] body, string? checksum = null, string policy = Policy)
    {
        var slot = await _application.GetRequiredService<IPresignedUrlIssuer>().OpenUploadSlotAsync(
            new()
            {
                Policy = policy,
                FileName = "video.mp4",
                ContentType = "video/mp4",
                Size = body.Length,
                Checksum = checksum is null ? null : new(FileChecksumAlgorithm.Sha256, checksum),
                Metadata = policy == Described ? new Dictionary<string, string> { ["title"] = "Summer 2026" } : new Dictionary<string, string>(),
            },
            Cancellation);
        Assert.Equal(store.Configured.IsolatedPart == Capability.Yes && transport != UploadTransport.Post, IsPart(slot));
        return slot;
    }

    private async Task<UploadSlot?> OpenUnknownAsync(UploadTransport by)
    {
        try
        {
            return await _application.GetRequiredService<IPresignedUrlIssuer>().OpenUploadSlotAsync(
                new() { Policy = Unknown, FileName = "video.mp4", ContentType = "video/mp4", Size = null, Transports = [by] }, Cancellation);
        }
        catch (PolicyViolationException e) when (e.Code == ErrorCodes.TransportNotAvailable)
        {
            return null;
        }
    }

    private async Task<UploadSlot> UploadAsync(byte[] body)
    {
        var slot = await OpenAsync(body);
        await Browser.AssertStoredAsync(await store.UploadAsync(slot, body));
        return slot;
    }

    private async Task<UploadSlot> OpenPartAsync(byte[] body)
    {
        var slot = await OpenAsync(body);
        Assert.SkipUnless(IsPart(slot), "Slots on this store are not uploads of one part.");
        return slot;
    }

    private async Task<UploadSlot> UploadPartAsync(byte[] body)
    {
        var slot = await OpenPartAsync(body);
        await Browser.AssertStoredAsync(await store.UploadAsync(slot, body));
        return slot;
    }

    private Task<UploadVerification> VerifyAsync(UploadSlot slot) => Verifier.VerifyAsync(slot.Declaration, Cancellation);

    private async Task<(ObjectKey?, ObjectProperties?)> ResultAsync(UploadSlot slot)
    {
        var found = await VerifyAsync(slot);
        return (found.Key, found.Properties);
    }
}
