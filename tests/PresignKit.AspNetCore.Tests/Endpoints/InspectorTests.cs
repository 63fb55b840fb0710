using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.AspNetCore.Tests.Fakes;

namespace PresignKit.AspNetCore.Tests.Endpoints;

public sealed class InspectorTests
{
    public static TheoryData<StoreKind> Kinds { get; } = [.. Enum.GetValues<StoreKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Complete_InspectorRejects_Is422ToldToTheApplicationAndDeleted(StoreKind kind)
    {
        var seen = new List<(string Key, byte[] Bytes)>();
        await using var app = await StartAsync(kind, async upload =>
        {
            await using var stream = await upload.OpenReadAsync(TestContext.Current.CancellationToken);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy, TestContext.Current.CancellationToken);
            seen.Add((upload.Key.Value, copy.ToArray()));
            return new InspectionRejection("The file contains a virus.");
        });
        var slot = await app.UploadAsync();

        using var response = await app.CompleteAsync(slot);

        var problem = await response.ShouldFailAsync(HttpStatusCode.UnprocessableEntity, "inspection-rejected");
        Assert.Equal("The file contains a virus.", problem.GetProperty("detail").GetString());
        Assert.Equal(Samples.Mp4(), Assert.Single(seen).Bytes);
        Assert.Equal(kind is StoreKind.Part or StoreKind.VersionedPart, seen[0].Key == slot.GetProperty("key").GetString());
        Assert.Equal("inspection-rejected", Assert.Single(app.Application.Refused).Refusal.Code);
        Assert.Empty(app.Application.Accepted);
        Assert.Equal(0, app.Store.Files);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Complete_InspectorThrows_KeepsTheUploadAndCompletingAgainSucceeds(StoreKind kind)
    {
        var calls = 0;
        await using var app = await StartAsync(kind, _ => ++calls == 1
            ? throw new InvalidOperationException("the scanner is away")
            : Task.FromResult<InspectionRejection?>(null));
        var slot = await app.UploadAsync();

        using var failed = await app.CompleteAsync(slot);
        var files = app.Store.Files;
        using var again = await app.CompleteAsync(slot);

        Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        Assert.Equal(1, files);
        var answer = await again.ShouldBeAsync(HttpStatusCode.OK);
        Assert.Empty(app.Application.Refused);
        Assert.Equal([answer.GetProperty("key").GetString()!], app.Store.Stored);
    }

    [Theory]
    [InlineData(false, "first,second")]
    [InlineData(true, "first")]
    public async Task Complete_TwoInspectors_AreCalledInOrderUntilOneRejects(bool firstRejects, string expected)
    {
        var called = new List<string>();
        await using var app = await TestApp.StartAsync(setup => setup.PresignKit = builder =>
        {
            builder.Services.AddSingleton<IUploadInspector>(new Inspector(_ =>
            {
                called.Add("first");
                return Task.FromResult(firstRejects ? new InspectionRejection("No.") : null);
            }));
            builder.Services.AddSingleton<IUploadInspector>(new Inspector(_ =>
            {
                called.Add("second");
                return Task.FromResult<InspectionRejection?>(null);
            }));
        });
        var slot = await app.UploadAsync();

        using var response = await app.CompleteAsync(slot);

        Assert.Equal(firstRejects ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(expected, string.Join(',', called));
    }

    [Fact]
    public async Task Complete_RefusedBeforeItIsInspected_CallsNoInspector()
    {
        var calls = 0;
        await using var app = await StartAsync(StoreKind.Part, _ =>
        {
            calls++;
            return Task.FromResult<InspectionRejection?>(null);
        });
        var slot = await app.UploadAsync(Samples.Html());

        using var response = await app.CompleteAsync(slot);

        await response.ShouldFailAsync(HttpStatusCode.UnprocessableEntity, "content-mismatch");
        Assert.Equal(0, calls);
    }

    /// <summary>Another instance accepts the upload while this one's inspector is about to reject it: the verdict that was recorded first counts.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Complete_InspectorsDisagree_TheFirstVerdictCounts(StoreKind kind)
    {
        await using var app = await TestApp.StartAsync(setup => setup.Use(kind));
        await using var lenient = await app.StartAnotherAsync(setup => setup.PresignKit = Add(_ => Task.FromResult<InspectionRejection?>(null)));
        var slot = await app.UploadAsync();
        var fast = default(JsonElement);
        await using var strict = await app.StartAnotherAsync(setup => setup.PresignKit = Add(async _ =>
        {
            using var response = await lenient.CompleteAsync(slot);
            fast = await response.ShouldBeAsync(HttpStatusCode.OK);
            return new InspectionRejection("No.");
        }));

        using var slow = await strict.CompleteAsync(slot);

        Assert.Equal(fast.GetRawText(), (await slow.ShouldBeAsync(HttpStatusCode.OK)).GetRawText());
        Assert.Equal([fast.GetProperty("key").GetString()!], app.Store.Stored);
        Assert.Empty(app.Application.Refused);
    }

    [Theory]
    [InlineData(StoreKind.Part)]
    [InlineData(StoreKind.VersionedPart)]
    public async Task Complete_RejectionOnRecord_CountsForAMoreLenientInspectorToo(StoreKind kind)
    {
        await using var app = await StartAsync(kind, _ => Task.FromResult<InspectionRejection?>(new("Line one.\nLine two.")));
        await using var lenient = await app.StartAnotherAsync(setup => setup.PresignKit = Add(_ => Task.FromResult<InspectionRejection?>(null)));
        var slot = await app.UploadAsync();
        app.Application.RefuseFails = new InvalidOperationException("the database is away");
        using var failed = await app.CompleteAsync(slot);
        app.Application.RefuseFails = null;

        using var response = await lenient.CompleteAsync(slot);

        Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        var problem = await response.ShouldFailAsync(HttpStatusCode.UnprocessableEntity, "inspection-rejected");
        Assert.Equal("Line one. Line two.", problem.GetProperty("detail").GetString());
        Assert.Equal(0, app.Store.Files);
        Assert.Empty(app.Application.Accepted);
    }

    private static Task<TestApp> StartAsync(StoreKind kind, Func<InspectedUpload, Task<InspectionRejection?>> inspect) => TestApp.StartAsync(setup =>
    {
        setup.Use(kind);
        setup.PresignKit = Add(inspect);
    });

    private static Action<PresignKitBuilder> Add(Func<InspectedUpload, Task<InspectionRejection?>> inspect) =>
        builder => builder.Services.AddSingleton<IUploadInspector>(new Inspector(inspect));

    private sealed class Inspector(Func<InspectedUpload, Task<InspectionRejection?>> inspect) : IUploadInspector
    {
        public Task<InspectionRejection?> InspectAsync(InspectedUpload upload, CancellationToken cancellationToken) => inspect(upload);
    }
}
