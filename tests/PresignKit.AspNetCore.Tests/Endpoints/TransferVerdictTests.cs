using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PresignKit.AspNetCore.Tests.Fakes;

namespace PresignKit.AspNetCore.Tests.Endpoints;

/// <summary>Completions of one slot that report different checksums, or none, also at the same time on two instances.</summary>
public sealed class TransferVerdictTests
{
    private static readonly string[] Wrong = [Convert.ToBase64String(new byte[16])];

    /// <summary>One completion finds that the bytes differ, while another one, which compares nothing, is about to be accepted.</summary>
    [Fact]
    public async Task Complete_AcceptedWhileAnotherInstanceFindsOtherBytes_StaysAndIsNotRefused()
    {
        await using var app = await StartAsync();
        await using var other = await app.StartAnotherAsync();
        var slot = await app.UploadAsync();
        var (accepting, released) = (new TaskCompletionSource(), new TaskCompletionSource());
        app.Application.Reject = async (_, _) =>
        {
            accepting.TrySetResult();
            await released.Task;
            return null;
        };
        var accepts = app.CompleteAsync(slot);
        await accepting.Task.WaitAsync(TestContext.Current.CancellationToken);

        using var differs = await CompleteAsync(other, slot, Wrong);
        released.TrySetResult();
        using var accepted = await accepts;
        using var again = await CompleteAsync(other, slot, Wrong);

        await differs.ShouldFailAsync(HttpStatusCode.UnprocessableEntity, "transfer-mismatch");
        var answer = await accepted.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Equal(answer.GetRawText(), (await again.ShouldBeAsync(HttpStatusCode.OK)).GetRawText());
        Assert.Equal(slot.GetProperty("key").GetString(), Assert.Single(app.Store.Stored));
        Assert.Empty(app.Application.Refused);
    }

    /// <summary>With a key service, the ETags of the same bytes differ; their checksums do not.</summary>
    [Theory]
    [InlineData("rhS4YQp5mIg=", HttpStatusCode.OK)]
    [InlineData("AAAAAAAAAAA=", HttpStatusCode.Conflict)]
    public async Task Complete_FormAtAStoreWhoseETagsSayNothing_IsComparedByItsChecksum(string reported, HttpStatusCode expected)
    {
        await using var app = await TestApp.StartAsync(setup =>
        {
            var store = new MemoryStore
            {
                Profile = MemoryStore.Strict with { IsolatedPart = Capability.Unknown, IsolatedPut = Capability.No, ComputesCrc64Nvme = Capability.Yes },
                Describe = (_, properties) => properties with
                {
                    ETag = $"\"{Guid.NewGuid():N}\"", Checksum = new(FileChecksumAlgorithm.Crc64Nvme, "rhS4YQp5mIg="),
                },
            };
            setup.Use(StoreKind.Form, store);
        });
        var slot = await app.UploadAsync();

        using var answer = await app.Client.PostAsJsonAsync(
            "/files/slots/complete",
            new { token = slot.GetProperty("token").GetString(), transferChecksums = new { algorithm = "crc64nvme", parts = new[] { reported } } },
            TestContext.Current.CancellationToken);

        await answer.ShouldBeAsync(expected);
        Assert.Equal(expected == HttpStatusCode.OK ? 1 : 0, app.Application.CatalogSize);
        Assert.Single(app.Store.Stored);
    }

    private static Task<TestApp> StartAsync() => TestApp.StartAsync(setup => setup.Use(
        StoreKind.Part, new() { Profile = MemoryStore.Strict with { ETagIsMd5 = Capability.Yes } }));

    private static Task<HttpResponseMessage> CompleteAsync(TestApp app, JsonElement slot, string[] parts) => app.Client.PostAsJsonAsync(
        "/files/slots/complete",
        new { token = slot.GetProperty("token").GetString(), transferChecksums = new { algorithm = "md5", parts } },
        TestContext.Current.CancellationToken);
}
