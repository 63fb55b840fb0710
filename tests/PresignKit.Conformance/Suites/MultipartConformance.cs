using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;
using Amazon.S3.Model;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.Conformance.Stores;
using PresignKit.Providers;

namespace PresignKit.Conformance.Suites;

/// <summary>
/// A slot whose file is sent in parts, from opening to completion: only what was declared becomes an object, once, and nobody can change it then. On
/// a store whose profile does not have <see cref="StoreProfile.IsolatedPart"/>, such slots are refused with the reason.
/// </summary>
public abstract class MultipartConformance(S3ConformanceStore store) : IAsyncDisposable
{
    private const string Policy = "multipart";
    private const int PartSize = 5 * 1024 * 1024;
    private const int Size = (2 * PartSize) + 17;

    private readonly ServiceProvider _application = Create(store);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IUploadVerifier Verifier => _application.GetRequiredService<IUploadVerifier>();

    private IMultipartSlots Slots => _application.GetRequiredService<IMultipartSlots>();

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Open_StoreWithoutIsolatedParts_IsRefusedWithTheReason()
    {
        Assert.SkipWhen(store.Configured.IsolatedPart == Capability.Yes, "The part URLs of this store are isolated.");

        var refused = await Assert.ThrowsAsync<PolicyViolationException>(OpenSlotAsync);

        Assert.Equal(ErrorCodes.TransportNotAvailable, refused.Code);
        Assert.Contains($"IsolatedPart is {store.Configured.IsolatedPart}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Complete_AllParts_IsTheFileWithItsAttributes()
    {
        var slot = await OpenAsync();
        var file = File(1);
        await SendAsync(slot, file, 3, 1, 2);

        var received = await Slots.ListPartsAsync(slot.Declaration, Cancellation);
        var found = await VerifyAsync(slot);

        Assert.Equal([(1, (long)PartSize), (2, PartSize), (3, 17)], received!.Select(part => (part.Number, part.Size)));
        AssertVerified(found);
        await AssertHoldsAsync(slot, file);
        Assert.Equal((Size, "video/mp4"), (found.Properties!.Size, found.Properties.ContentType));
        Assert.Equal(GuaranteeLevel.EnforcedByStore, slot.Guarantees.Size);
        Assert.Equal(GuaranteeLevel.EnforcedByStore, slot.Guarantees.Isolation);
        var stored = await StoredObject.ReadAsync(store, slot.Key.Value);
        Assert.Contains($"presignkit-slot={slot.Declaration.Binding}", stored.Metadata);
        Assert.Contains("source=web", stored.Metadata);
        Assert.Equal((found.Key, found.Properties), Result(await VerifyAsync(slot)));
        Assert.Null(await Slots.ListPartsAsync(slot.Declaration, Cancellation));
        Assert.Null(await Slots.RenewAsync(slot.Declaration, Cancellation));
    }

    [Fact]
    public async Task Complete_PartsMissing_NamesThemAndNothingIsCompleted()
    {
        var slot = await OpenAsync();
        var file = File(2);
        Assert.Equal(VerificationOutcome.NotUploaded, (await VerifyAsync(slot)).Outcome);
        await SendAsync(slot, file, 1, 3);

        var incomplete = await VerifyAsync(slot);

        Assert.Equal(VerificationOutcome.Incomplete, incomplete.Outcome);
        Assert.Equal([2], incomplete.Parts);
        await store.AssertNothingAsync(slot.Key);
        await SendAsync(slot, file, 2);
        AssertVerified(await VerifyAsync(slot));
        await AssertHoldsAsync(slot, file);
    }

    [Theory]
    [InlineData(PartSize - 1)]
    [InlineData(PartSize + 1)]
    [InlineData(0)]
    public async Task Part_OfAnotherLength_IsRefusedByTheStore(int length)
    {
        var slot = await OpenAsync();
        var part = await SignAsync(slot, 1);

        await Browser.AssertRefusedAsync(await store.SendAsync(part.Request, new byte[length]));

        Assert.Empty((await Slots.ListPartsAsync(slot.Declaration, Cancellation))!);
    }

    [Fact]
    public async Task Part_UrlChanged_IsRefusedByTheStore()
    {
        var (slot, other) = (await OpenAsync(), await OpenAsync());
        var url = (await SignAsync(slot, 1)).Request.RevealUrl();
        var body = new byte[PartSize];

        var variants = TamperedUrls.OfQuery(url).Concat(TamperedUrls.OfPath(url, other.Key.Value)).ToList();
        variants.Add(("another number", url.Replace("partNumber=1", "partNumber=2", StringComparison.Ordinal)));
        variants.Add(("another upload", url.Replace(
            Uri.EscapeDataString(slot.Declaration.UploadId!), Uri.EscapeDataString(other.Declaration.UploadId!), StringComparison.Ordinal)));
        foreach (var (what, changed) in variants)
        {
            using var response = await store.SendAsync((await SignAsync(slot, 1)).Request, body, address: changed);
            Assert.True((int)response.StatusCode is >= 400 and < 500, $"A part with {what} was answered with {(int)response.StatusCode}.");
        }

        Assert.Empty((await Slots.ListPartsAsync(slot.Declaration, Cancellation))!);
        Assert.Empty((await Slots.ListPartsAsync(other.Declaration, Cancellation))!);
    }

    /// <summary>
    /// A list that is cut, in disorder, doubled, or has foreign parts or other sizes. PRESIGNKIT_LIST_TRIES says how many are tried; 1,000 at night.
    /// </summary>
    [Fact]
    public async Task Complete_WrongLists_AreNeverCompleted()
    {
        var lists = new AlteredLists();
        await using var application = Create(store, lists.Wrap);
        var slot = await OpenAsync();
        var file = File(15);
        await SendAsync(slot, file, 1, 2, 3);
        var verifier = application.GetRequiredService<IUploadVerifier>();
        var tries = int.TryParse(Environment.GetEnvironmentVariable("PRESIGNKIT_LIST_TRIES"), CultureInfo.InvariantCulture, out var number) ? number : 20;
        var random = new Random(15);
        for (var i = 0; i < tries; i++)
        {
            var (kind, place) = (i % 6, random.Next(3));
            lists.Alter = parts => Altered(parts, kind, place);

            var found = await verifier.VerifyAsync(slot.Declaration, Cancellation);

            Assert.False(found.IsVerified, $"A wrong list of kind {kind} at {place} was completed.");
            Assert.NotEqual(VerificationOutcome.Ended, found.Outcome);
        }

        await store.AssertNothingAsync(slot.Key);
        AssertVerified(await VerifyAsync(slot));
        await AssertHoldsAsync(slot, file);
    }

    /// <summary>The URLs of parts are dead once the upload has been completed, also after the object has been deleted.</summary>
    [Fact]
    public async Task Part_AfterCompletion_IsRefusedAndObjectStays()
    {
        var slot = await OpenAsync();
        var file = File(3);
        var parts = await SendAsync(slot, file, 1, 2, 3);
        AssertVerified(await VerifyAsync(slot));

        foreach (var part in parts)
        {
            await Browser.AssertRefusedAsync(await store.SendAsync(part.Request, Bytes(File(4), part.Number)));
            await Browser.AssertRefusedAsync(await store.SendAsync(part.Request, Bytes(file, part.Number)));
        }

        await AssertHoldsAsync(slot, file);
        await store.Objects.DeleteAsync(slot.Key, Cancellation);
        foreach (var part in parts)
        {
            await Browser.AssertRefusedAsync(await store.SendAsync(part.Request, Bytes(file, part.Number)));
        }

        await store.AssertNothingAsync(slot.Key);
        Assert.Equal(VerificationOutcome.Ended, (await VerifyAsync(slot)).Outcome);
        await AssertNoUploadAsync(slot);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Part_InFlightDuringCompletion_ChangesNothing(bool isDeleted)
    {
        var slot = await OpenAsync();
        var file = File(5);
        var parts = await SendAsync(slot, file, 1, 2, 3);
        using var late = await PartialPut.BeginAsync(parts[1].Request.RevealUrl(), parts[1].Request.Headers, Bytes(File(6), 2));

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
            await AssertHoldsAsync(slot, file);
            Assert.Equal(found.Properties, (await VerifyAsync(slot)).Properties);
        }
    }

    /// <summary>A part that is replaced between the backend's list and its completion never becomes part of the object unnoticed.</summary>
    [Fact]
    public async Task Part_SwappedAfterListing_IsNotCompleted()
    {
        var slot = await OpenAsync();
        var (file, other) = (File(7), File(8));
        await SendAsync(slot, file, 1, 2, 3);
        using var backend = store.CreateClient();
        var listed = await backend.ListPartsAsync(
            new() { BucketName = store.Container, Key = slot.Key.Value, UploadId = slot.Declaration.UploadId }, Cancellation);
        await SendAsync(slot, other, 2);

        var refused = await Assert.ThrowsAsync<Amazon.S3.AmazonS3Exception>(() => backend.CompleteMultipartUploadAsync(
            new()
            {
                BucketName = store.Container,
                Key = slot.Key.Value,
                UploadId = slot.Declaration.UploadId,
                PartETags = [.. listed.Parts.Select(part => new PartETag(part.PartNumber ?? 0, part.ETag))],
            },
            Cancellation));

        Assert.Equal("InvalidPart", refused.ErrorCode);
        AssertVerified(await VerifyAsync(slot));
        await AssertHoldsAsync(slot, [.. Bytes(file, 1), .. Bytes(other, 2), .. Bytes(file, 3)]);
    }

    [Fact]
    public async Task Complete_TenAtOnceOverTwoInstances_AllReturnTheSameObject()
    {
        var slot = await OpenAsync();
        var file = File(9);
        await SendAsync(slot, file, 1, 2, 3);
        await using var other = Create(store);
        var verifiers = new[] { Verifier, other.GetRequiredService<IUploadVerifier>() };

        var found = await Task.WhenAll(Enumerable.Range(0, 10).Select(
            i => Task.Run(() => verifiers[i % 2].VerifyAsync(slot.Declaration, Cancellation), Cancellation)));

        Assert.All(found, AssertVerified);
        Assert.Single(found.Select(Result).Distinct());
        await AssertHoldsAsync(slot, file);
        await AssertNoUploadAsync(slot);
    }

    /// <summary>Stores answer 200, 404, or 500 to a second completion. The slot's value tells whose object is there.</summary>
    [Fact]
    public async Task Complete_ObjectReplacedOrDeletedSince_HasEnded()
    {
        var slot = await OpenAsync();
        await SendAsync(slot, File(10), 1, 2, 3);
        AssertVerified(await VerifyAsync(slot));

        Assert.False((await Verifier.VerifyAsync(slot.Declaration with { Binding = new string('0', 32) }, Cancellation)).IsVerified);
        using (var backend = store.CreateClient())
        {
            await backend.PutObjectAsync(new() { BucketName = store.Container, Key = slot.Key.Value, ContentBody = "another" }, Cancellation);
        }

        Assert.Equal(VerificationOutcome.Ended, (await VerifyAsync(slot)).Outcome);
        await store.Objects.DeleteAsync(slot.Key, Cancellation);
        Assert.Equal(VerificationOutcome.Ended, (await VerifyAsync(slot)).Outcome);
    }

    [Fact]
    public async Task Abort_PartsReceived_EndsTheSlotAndLeavesNothing()
    {
        var slot = await OpenAsync();
        var parts = await SendAsync(slot, File(11), 1, 2);

        Assert.True(await Verifier.AbortAsync(slot.Declaration, Cancellation));
        Assert.True(await Verifier.AbortAsync(slot.Declaration, Cancellation));

        await Browser.AssertRefusedAsync(await store.SendAsync(parts[0].Request, Bytes(File(11), 1)));
        Assert.Equal(VerificationOutcome.Ended, (await VerifyAsync(slot)).Outcome);
        Assert.Null(await Slots.ListPartsAsync(slot.Declaration, Cancellation));
        await store.AssertNothingAsync(slot.Key);
        await AssertNoUploadAsync(slot);
    }

    [Fact]
    public async Task Abort_CompletedUpload_IsRefusedAndObjectStays()
    {
        var slot = await OpenAsync();
        await SendAsync(slot, File(12), 1, 2, 3);
        AssertVerified(await VerifyAsync(slot));

        Assert.False(await Verifier.AbortAsync(slot.Declaration, Cancellation));

        await AssertHoldsAsync(slot, File(12));
    }

    [Fact]
    public async Task Complete_ChecksumsOfWhatWasSent_FindAPartThatArrivedOtherwise()
    {
        var slot = await OpenAsync();
        Assert.SkipUnless(slot.TransferChecksumAlgorithms.Count > 0, "The profile has neither ETagIsMd5 nor ComputesCrc64Nvme.");
        foreach (var algorithm in slot.TransferChecksumAlgorithms)
        {
            slot = await OpenAsync();
            var (sent, received) = (File(13), File(13));
            received[PartSize + 1] ^= 4;
            await SendAsync(slot, received, 1, 2, 3);

            var found = await Verifier.VerifyAsync(slot.Declaration, Checksums(algorithm, sent), Cancellation);

            if (algorithm == TransferChecksumAlgorithm.Md5)
            {
                Assert.Equal(VerificationOutcome.PartsDiffer, found.Outcome);
                Assert.Equal([2], found.Parts);
                await SendAsync(slot, sent, 2);
                AssertVerified(await Verifier.VerifyAsync(slot.Declaration, Checksums(algorithm, sent), Cancellation));
                await AssertHoldsAsync(slot, sent);
            }
            else
            {
                Assert.Equal(VerificationOutcome.Damaged, found.Outcome);
                AssertVerified(await VerifyAsync(slot));
            }
        }
    }

    [Fact]
    public async Task Complete_ChecksumsOfWhatArrived_IsVerified()
    {
        foreach (var algorithm in (await OpenAsync()).TransferChecksumAlgorithms)
        {
            var slot = await OpenAsync();
            var file = File(14);
            await SendAsync(slot, file, 1, 2, 3);

            AssertVerified(await Verifier.VerifyAsync(slot.Declaration, Checksums(algorithm, file), Cancellation));
            AssertVerified(await Verifier.VerifyAsync(slot.Declaration, Checksums(algorithm, file), Cancellation));
        }
    }

    private static byte[] File(byte value)
    {
        var file = new byte[Size];
        new Random(value).NextBytes(file);
        StoredObject.Video.CopyTo(file, 0);
        return file;
    }

    private static byte[] Bytes(byte[] file, int number) => file[((number - 1) * PartSize)..Math.Min(file.Length, number * PartSize)];

    private static TransferChecksums Checksums(TransferChecksumAlgorithm algorithm, byte[] file) => new(
        algorithm,
        [.. file.Chunk(PartSize).Select(part => algorithm == TransferChecksumAlgorithm.Md5 ? Browser.MD5(part) : Crc(part))]);

    private static string Crc(byte[] part)
    {
        var crc = new Crc64(Crc64ParameterSet.Nvme);
        crc.Append(part);
        var bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, crc.GetCurrentHashAsUInt64());
        return Convert.ToBase64String(bytes);
    }

    private static ServiceProvider Create(S3ConformanceStore store, Action<PresignKitBuilder>? wrap = null) => store.CreateApplication(kit =>
    {
        kit.AddUploadPolicy(Policy, policy =>
        {
            policy.AllowedContentTypes.Add("video/mp4");
            policy.Metadata["source"] = "web";
            (policy.MaximumSize, policy.PartSize, policy.Key) = (Size, PartSize, "conformance/{id}{ext}");
        });
        wrap?.Invoke(kit);
    });

    private static IReadOnlyList<UploadedPart> Altered(IReadOnlyList<UploadedPart> parts, int kind, int place) => kind switch
    {
        0 => [.. parts.Take(place)],
        1 => [.. parts.Where((_, at) => at != place)],
        2 => [.. parts.Skip(place + 1), .. parts.Take(place + 1).Reverse(), .. place == 2 ? parts.Take(1) : []],
        3 => [.. parts.Take(place + 1), parts[place], .. parts.Skip(place + 1)],
        4 => [.. parts, parts[place] with { Number = 4 + place }],
        _ => [.. parts.Select((part, at) => at == place ? part with { Size = part.Size - 1 } : part)],
    };

    private static void AssertVerified(UploadVerification found) => Assert.True(found.IsVerified, $"{found.Outcome} {found.Code} {found.Reason}");

    private static (ObjectKey? Key, ObjectProperties? Properties) Result(UploadVerification found) => (found.Key, found.Properties);

    private async Task<UploadSlot> OpenSlotAsync() => await _application.GetRequiredService<IPresignedUrlIssuer>().OpenUploadSlotAsync(
        new() { Policy = Policy, FileName = "video.mp4", ContentType = "video/mp4", Size = Size, Transports = [UploadTransport.Multipart] }, Cancellation);

    private async Task<UploadSlot> OpenAsync()
    {
        Assert.SkipUnless(
            store.Configured.IsolatedPart == Capability.Yes,
            $"Profile '{store.Configured.Name}' does not claim isolated part URLs ({store.Configured.IsolatedPart}), so that slots in parts are refused.");
        var slot = await OpenSlotAsync();
        Assert.Equal((UploadTransport.Multipart, 3), (slot.Transport, slot.Parts!.PartCount));
        return slot;
    }

    private async Task<SignedPart> SignAsync(UploadSlot slot, int number) =>
        (await Slots.SignPartsAsync(slot.Declaration, [number], Cancellation)).Parts[0];

    private async Task<IReadOnlyList<SignedPart>> SendAsync(UploadSlot slot, byte[] file, params int[] numbers)
    {
        var signed = await Slots.SignPartsAsync(slot.Declaration, numbers, Cancellation);
        foreach (var part in signed.Parts)
        {
            await Browser.AssertStoredAsync(await store.SendAsync(part.Request, Bytes(file, part.Number)));
        }

        return signed.Parts;
    }

    private Task<UploadVerification> VerifyAsync(UploadSlot slot) => Verifier.VerifyAsync(slot.Declaration, Cancellation);

    private Task AssertHoldsAsync(UploadSlot slot, byte[] file) => store.AssertHoldsAsync(slot.Key, file);

    private async Task AssertNoUploadAsync(UploadSlot slot)
    {
        using var owner = store.CreateClient();
        var open = await owner.ListMultipartUploadsAsync(
            new ListMultipartUploadsRequest { BucketName = store.Container, Prefix = slot.Key.Value }, Cancellation);
        Assert.Empty(open.MultipartUploads ?? []);
    }
}
