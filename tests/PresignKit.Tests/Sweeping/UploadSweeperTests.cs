using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PresignKit.Providers;
using PresignKit.Tests.Fakes;

namespace PresignKit.Tests.Sweeping;

public sealed class UploadSweeperTests
{
    private const string OwnValue = "0123456789abcdef0123456789abcdef.shop";
    private const string Id = "0123456789abcdef0123456789abcdef";

    public static TheoryData<StoreKind> Kinds => new(Enum.GetValues<StoreKind>());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task SweepAsync_EachStageLeftBehind_OnlyAcceptedObjectsAreLeft(StoreKind kind)
    {
        var app = new SweptApplication(kind);
        var accepted = new List<string>();
        for (var round = 0; round < 3; round++)
        {
            accepted.Add((await app.AcceptAsync()).Value);
            await app.Memory.OpenAsync();
            await app.SendAsync();
            await app.CompleteAsync();
            await ResendAsync(app);
        }

        var bytes = accepted.ToDictionary(key => key, app.Store.BytesOf);
        app.Clock.Advance(SweptApplication.Old + TimeSpan.FromSeconds(1));

        var report = await app.SweepAsync();

        Assert.Equal(accepted.Concat(app.Catalog.ObjectKeys).Distinct().Order(StringComparer.Ordinal), app.Left.Order(StringComparer.Ordinal));
        Assert.All(bytes, pair => Assert.Equal(pair.Value, app.Store.BytesOf(pair.Key)));
        Assert.True(report is { Deleted: true, IsComplete: true, Notes: [] }, report.ToString());
        Assert.Equal([SweepReasons.Accepted], report.KeptByReason.Keys);

        var again = await app.SweepAsync();
        Assert.Equal(0, again.Removed);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task SweepAsync_DryRun_TouchesNothingAndReportsTheSame(StoreKind kind)
    {
        var app = new SweptApplication(kind);
        await app.AcceptAsync();
        await app.Memory.OpenAsync();
        await app.SendAsync();
        await app.CompleteAsync();
        app.Clock.Advance(SweptApplication.Old + TimeSpan.FromSeconds(1));
        var before = app.Left;

        var byDefault = await app.Sweeper.SweepAsync("media", cancellationToken: Cancellation);
        var dry = await app.SweepAsync(delete: false);

        Assert.Equal(before, app.Left);
        Assert.False(dry.Deleted);
        Assert.Contains(" would be removed (", dry.ToString(), StringComparison.Ordinal);
        Assert.Equal(dry.Counts, byDefault.Counts);
        Assert.NotEqual(0, dry.Removed);
        Assert.Equal(dry.Counts, (await app.SweepAsync()).Counts);
    }

    /// <summary>The last moment at which a token can complete a slot of the longest lifetime, and the first at which what it left behind is deleted.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task SweepAsync_SlotOfLongestLifetime_IsLeftAloneUntilNoTokenCanCompleteIt(StoreKind kind)
    {
        var longest = TimeSpan.FromDays(7);
        var app = new SweptApplication(kind, builder => builder.AddUploadPolicy("video", policy =>
            (policy.Lifetime, policy.MaximumUploadDuration) = (longest, longest)));
        var opened = app.Clock.GetUtcNow();
        var upload = await app.Memory.UploadAsync();
        var (left, copied) = await app.CompleteAsync();

        // CompletionGrace is at most 12 hours.
        app.Clock.Advance(longest + TimeSpan.FromHours(12));
        Assert.Equal(0, (await app.SweepAsync()).Removed);
        var verification = await app.Memory.Verifier.VerifyAsync(upload, Cancellation);
        Assert.True(verification.IsVerified);
        app.Catalog.Add(upload.Key, verification.Key);
        Assert.True(await app.Memory.Verifier.SettleAsync(upload, verification.Key, verification, Cancellation));

        app.Clock.SetUtcNow(opened + longest + TimeSpan.FromHours(24));
        Assert.Equal([SweepReasons.Accepted, SweepReasons.TooYoung], Reasons(await app.SweepAsync(), SweepReasons.Accepted));
        Assert.Contains(copied.Key!.Value, app.Store.Stored);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEqual(0, (await app.SweepAsync()).Removed);
        Assert.DoesNotContain(copied.Key.Value, app.Store.Stored);
        Assert.DoesNotContain(left.Key.Value, app.Store.Stored);
        Assert.Contains(verification.Key.Value, app.Store.Stored);
    }

    /// <summary>A completion that comes too late, between the question and the deletion, is not settled as if its object were there.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task SweepAsync_LateCompletionBetweenQuestionAndDeletion_IsNeverSettledWithoutItsObject(StoreKind kind)
    {
        var app = new SweptApplication(kind);
        var (upload, first) = await app.CompleteAsync();
        app.Clock.Advance(SweptApplication.Old + TimeSpan.FromSeconds(1));
        var late = (UploadVerification?)null;
        app.Catalog.Before = async objects =>
        {
            if (objects.Count == 1 && late is null)
            {
                late = await app.Memory.Verifier.VerifyAsync(upload, Cancellation);
            }
        };

        await app.SweepAsync();

        Assert.NotNull(late);
        var found = late.IsVerified && await app.Memory.Verifier.SettleAsync(upload, late.Key, late, Cancellation);
        Assert.Equal(found, late.IsVerified && app.Store.Stored.Contains(late.Key.Value));
        Assert.True(first.IsVerified);
    }

    [Fact]
    public async Task SweepAsync_Object_AsksCatalogLast()
    {
        var app = new SweptApplication(StoreKind.Part);
        var (upload, _) = await app.CompleteAsync();
        app.Clock.Advance(SweptApplication.Old + TimeSpan.FromSeconds(1));
        var steps = new List<string>();
        app.Store.Before = (step, key) =>
        {
            steps.Add($"{step} {key}");
            return Task.CompletedTask;
        };
        app.Catalog.Before = objects =>
        {
            steps.Add("Asked");
            return Task.CompletedTask;
        };

        await app.SweepAsync();

        Assert.Equal(["Asked", $"Find {upload.Key}", "Asked", $"Delete {upload.Key}"], steps[^5..^1]);
    }

    [Fact]
    public async Task SweepAsync_AcceptedAfterFirstQuestion_IsKept()
    {
        var app = new SweptApplication(StoreKind.Part);
        var (upload, _) = await app.CompleteAsync();
        app.Clock.Advance(SweptApplication.Old + TimeSpan.FromSeconds(1));
        app.Store.Before = (step, key) =>
        {
            if (step == StoreStep.Find)
            {
                app.Catalog.Add(upload.Key, upload.Key);
            }

            return Task.CompletedTask;
        };

        var report = await app.SweepAsync();

        Assert.Equal([SweepReasons.Accepted], report.KeptByReason.Keys);
        Assert.Equal([upload.Key.Value], app.Store.Stored);
    }

    [Theory]
    [InlineData($"uploads/2026/03/14/{Id}.mp4", null, SweepReasons.SlotValueMissing)]
    [InlineData($"uploads/2026/03/14/{Id}.mp4", "", SweepReasons.SlotValueMalformed)]
    [InlineData($"uploads/2026/03/14/{Id}.mp4", "shop", SweepReasons.SlotValueMalformed)]
    [InlineData($"uploads/2026/03/14/{Id}.mp4", OwnValue + ".shop", SweepReasons.SlotValueMalformed)]
    [InlineData($"uploads/2026/03/14/{Id}.mp4", Id, SweepReasons.ApplicationMissing)]
    [InlineData($"uploads/2026/03/14/{Id}.mp4", Id + ".shop2", SweepReasons.OtherApplication)]
    [InlineData($"uploads/2026/03/14/{Id}.mp4", Id + ".Shop", SweepReasons.OtherApplication)]
    [InlineData("uploads/logo.png", OwnValue, SweepReasons.KeyUnknown)]
    [InlineData("uploads/", OwnValue, SweepReasons.KeyUnknown)]
    [InlineData($"uploads/2026/03/14/sub/{Id}.mp4", OwnValue, SweepReasons.KeyUnknown)]
    [InlineData($"uploads/2026/03/{Id}.mp4", OwnValue, SweepReasons.KeyUnknown)]
    [InlineData("uploads/2026/03/14/0123456789ABCDEF0123456789ABCDEF.mp4", OwnValue, SweepReasons.KeyUnknown)]
    [InlineData($"uploads/2026/03/14/x{Id}.mp4", OwnValue, SweepReasons.KeyUnknown)]
    [InlineData($"uploads/2026/03/14//{Id}.mp4", OwnValue, SweepReasons.KeyInvalid)]
    [InlineData($"uploads/2026/03/14/{Id}\u0001.mp4", OwnValue, SweepReasons.KeyInvalid)]
    [InlineData("uploads/../secret", OwnValue, SweepReasons.KeyInvalid)]
    [InlineData($"accepted/uploads/2026/03/14/{Id}.0123456789abcdef.mp4", null, SweepReasons.SlotValueMissing)]
    [InlineData($"accepted/uploads/2026/03/14/{Id}.0123456789abcdef.mp4", Id + ".other", SweepReasons.OtherApplication)]
    [InlineData($"accepted/uploads/2026/03/14/{Id}.mp4", OwnValue, SweepReasons.KeyUnknown)]
    [InlineData($"accepted/uploads/2026/03/14/{Id}.0123456789abcde.mp4", OwnValue, SweepReasons.KeyUnknown)]
    [InlineData($"accepted/{Id}.0123456789abcdef.mp4", OwnValue, SweepReasons.KeyUnknown)]
    [InlineData("accepted/report.pdf", OwnValue, SweepReasons.KeyUnknown)]
    [InlineData($"accepted-slots/{Id}", null, SweepReasons.SlotValueMissing)]
    [InlineData($"accepted-slots/{Id}", Id + ".other", SweepReasons.OtherApplication)]
    [InlineData("accepted-slots/notes.txt", OwnValue, SweepReasons.KeyUnknown)]
    [InlineData($"accepted-slots/{Id}/x", OwnValue, SweepReasons.KeyUnknown)]
    public async Task SweepAsync_OddObject_IsKeptAndReported(string key, string? value, string reason)
    {
        var app = new SweptApplication(StoreKind.Form);
        app.Store.Put(key, [1, 2, 3], "video/mp4", value);
        app.Clock.Advance(TimeSpan.FromDays(400));

        var report = await app.SweepAsync();

        var kept = Assert.Single(report.Kept);
        Assert.Equal((key, reason, 3L), (kept.Key, kept.Reason, kept.Size));
        Assert.Equal(1, report.KeptByReason[reason]);
        Assert.Equal([1, 2, 3], app.Store.BytesOf(key));
        Assert.Equal(0, report.Removed);
    }

    [Theory]
    [InlineData("elsewhere/0123456789abcdef0123456789abcdef.mp4")]
    [InlineData("upload/2026/03/14/0123456789abcdef0123456789abcdef.mp4")]
    [InlineData("0123456789abcdef0123456789abcdef.mp4")]
    public async Task SweepAsync_ObjectWhereNoSlotWrites_IsNotEvenListed(string key)
    {
        var app = new SweptApplication(StoreKind.Form);
        app.Store.Put(key, [1, 2, 3], "video/mp4", OwnValue);
        app.Clock.Advance(TimeSpan.FromDays(400));

        var report = await app.SweepAsync();

        Assert.Empty(report.Kept);
        Assert.NotNull(app.Store.BytesOf(key));
    }

    [Theory]
    [InlineData("uploads/logo.png")]
    [InlineData($"uploads/2026/03/14/{Id}.mp4/part")]
    [InlineData("accepted/backup.tar")]
    public async Task SweepAsync_UploadOfSomethingElse_IsNotAborted(string key)
    {
        var app = new SweptApplication(StoreKind.Part);
        await app.Store.CreateAsync(new(key), "video/mp4", StoredAttributes.None, checksum: null, Cancellation);
        app.Clock.Advance(TimeSpan.FromDays(400));

        var report = await app.SweepAsync();

        Assert.Equal((SweptKind.OpenUpload, SweepReasons.KeyUnknown), (Assert.Single(report.Kept).Kind, report.Kept[0].Reason));
        Assert.Equal(1, app.Store.OpenUploads);
    }

    /// <summary>A copy of more than 5 GiB is an upload, which stays open if the process ends.</summary>
    [Fact]
    public async Task SweepAsync_UnfinishedCopyOfLargeUpload_IsAborted()
    {
        var app = new SweptApplication(StoreKind.Form);
        await app.Store.CreateAsync(
            new($"accepted/uploads/2026/03/14/{Id}.0123456789abcdef.mp4"), "video/mp4", StoredAttributes.None, checksum: null, Cancellation);
        app.Clock.Advance(SweptApplication.Old + TimeSpan.FromSeconds(1));

        Assert.Equal(1, (await app.SweepAsync()).Removed);
        Assert.Equal(0, app.Store.OpenUploads);
    }

    [Fact]
    public async Task SweepAsync_OpenUpload_IsAbortedOnlyAfterTheLongestPolicyThatFits()
    {
        var app = new SweptApplication(StoreKind.Part, builder => builder
            .AddUploadPolicy("raw", policy =>
            {
                policy.AllowedContentTypes.Add("video/mp4");
                (policy.MaximumSize, policy.MaximumUploadDuration) = (5000, TimeSpan.FromDays(3));
            })
            .AddUploadPolicy("week", policy =>
            {
                policy.AllowedContentTypes.Add("video/mp4");
                (policy.MaximumSize, policy.MaximumUploadDuration, policy.Key) = (5000, TimeSpan.FromDays(7), "week/{id}{ext}");
            }));
        await app.SendAsync();
        app.Clock.Advance(TimeSpan.FromDays(4));
        Assert.Equal([SweepReasons.TooYoung], (await app.SweepAsync()).KeptByReason.Keys);

        app.Clock.Advance(TimeSpan.FromSeconds(1));
        var report = await app.SweepAsync();

        Assert.Equal(new(SweptKind.OpenUpload, 1, 64, 0, 0), report.Counts[0]);
        Assert.Equal(0, app.Store.OpenUploads);
    }

    [Theory]
    [InlineData(null, true, SweepReasons.ApplicationNameNotSet, "ApplicationName")]
    [InlineData("shop", false, SweepReasons.CatalogNotRegistered, "AddUploadCatalog")]
    [InlineData(null, false, SweepReasons.ApplicationNameNotSet, "ApplicationName")]
    public async Task SweepAsync_WithoutNameOrCatalog_ReportsObjectsAndDeletesNone(string? name, bool hasCatalog, string reason, string note)
    {
        var app = new SweptApplication(StoreKind.Form, name: name, hasCatalog: hasCatalog);
        await app.SendAsync();
        await app.CompleteAsync();
        var before = app.Left;
        app.Clock.Advance(SweptApplication.Old + TimeSpan.FromSeconds(1));

        var report = await app.SweepAsync();

        Assert.Equal(before, app.Left);
        Assert.Equal([reason], report.KeptByReason.Keys);
        Assert.Equal(before.Count, report.Kept.Count);
        Assert.Contains(note, Assert.Single(report.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SweepAsync_WithoutNameOrCatalog_AbortsUploads()
    {
        var app = new SweptApplication(StoreKind.Part, name: null, hasCatalog: false);
        await app.SendAsync();
        app.Clock.Advance(SweptApplication.Old + TimeSpan.FromSeconds(1));

        Assert.Equal(1, (await app.SweepAsync()).Removed);
        Assert.Equal(0, app.Store.OpenUploads);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task SweepAsync_CatalogThrows_EverythingIsKept(int question)
    {
        var app = new SweptApplication(StoreKind.Form);
        await app.CompleteAsync();
        app.Clock.Advance(SweptApplication.Old + TimeSpan.FromSeconds(1));
        var before = app.Left;
        app.Catalog.Before = _ => app.Catalog.Questions.Count >= question ? throw new InvalidOperationException("password=secret") : Task.CompletedTask;

        var report = await app.SweepAsync();

        Assert.Equal(before, app.Left);
        Assert.Equal(SweepReasons.CatalogFailed, Assert.Single(report.KeptByReason.Keys));
        Assert.DoesNotContain(report.Kept, item => item.Detail?.Contains("secret", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task SweepAsync_CatalogTimesOut_IsAFailureOfTheCatalog()
    {
        var app = new SweptApplication(StoreKind.Part);
        await app.CompleteAsync();
        app.Clock.Advance(SweptApplication.Old + TimeSpan.FromSeconds(1));
        app.Catalog.Before = _ => throw new TaskCanceledException();

        Assert.Equal([SweepReasons.CatalogFailed], (await app.SweepAsync()).KeptByReason.Keys);
    }

    /// <summary>The application has recorded the destination, but the copy to it failed, and the client never came back.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task SweepAsync_AcceptedObjectNotYetAtItsDestination_IsKeptWithItsRecord(StoreKind kind)
    {
        var app = new SweptApplication(kind);
        var destination = new ObjectKey("avatars/7.mp4");
        app.Store.Put(destination.Value, [9], "video/mp4", OwnValue);
        var (upload, verification) = await app.CompleteAsync(destination);
        app.Catalog.Add(upload.Key, destination);
        app.Clock.Advance(SweptApplication.Old + TimeSpan.FromSeconds(1));

        var report = await app.SweepAsync();

        Assert.Contains(verification.Key!.Value, app.Store.Stored);
        Assert.Equal(SweepReasons.AcceptedObjectMissing, Assert.Single(report.KeptByReason.Keys));
        Assert.True(await app.Memory.Verifier.SettleAsync(upload, destination, verification, Cancellation));
        Assert.Equal(Samples.Mp4(), app.Store.BytesOf(destination.Value));
        await app.SweepAsync();
        Assert.Equal([destination.Value], app.Left);
    }

    [Fact]
    public async Task SweepAsync_StoreRefusesOneObject_OthersAreSwept()
    {
        var app = new SweptApplication(StoreKind.Part);
        var (refused, _) = await app.CompleteAsync();
        await app.CompleteAsync();
        await app.CompleteAsync();
        app.Clock.Advance(SweptApplication.Old + TimeSpan.FromSeconds(1));
        app.Store.Before = (step, key) => step == StoreStep.Delete && key == refused.Key.Value
            ? throw new StoreException(ErrorCodes.StoreAccessDenied, "The object is locked.")
            : Task.CompletedTask;

        var report = await app.SweepAsync();

        Assert.Equal([refused.Key.Value], app.Store.Stored);
        Assert.Equal((SweepReasons.StoreFailed, "store-access-denied: The object is locked."), (report.Kept[0].Reason, report.Kept[0].Detail));
        Assert.Equal(2, report.Removed);
        Assert.True(report.IsComplete);
    }

    /// <summary>While another sweep deletes the same thing, stores answer with errors of all kinds.</summary>
    [Fact]
    public async Task SweepAsync_AnotherSweepIsFaster_IsNoFailure()
    {
        var app = new SweptApplication(StoreKind.Part);
        var open = await app.SendAsync();
        var (completed, _) = await app.CompleteAsync();
        app.Clock.Advance(SweptApplication.Old + TimeSpan.FromSeconds(1));
        var seen = new HashSet<StoreStep>();
        app.Store.Before = async (step, _) =>
        {
            if (step is StoreStep.AbortUpload or StoreStep.Delete && seen.Add(step))
            {
                await (step == StoreStep.Delete
                    ? app.Store.DeleteAsync(completed.Key, Cancellation)
                    : app.Store.AbortAsync(open.Key, open.Declaration.UploadId!, Cancellation));
                throw new StoreException(ErrorCodes.StoreUnavailable, "500");
            }
        };

        var report = await app.SweepAsync();

        Assert.Equal([StoreStep.Delete, StoreStep.AbortUpload], seen.Order());
        Assert.Empty(app.Left);
        Assert.Empty(report.Kept);
    }

    [Fact]
    public async Task SweepAsync_StoreIsDown_EndsAndSaysSo()
    {
        var app = new SweptApplication(StoreKind.Part);
        for (var i = 0; i < 30; i++)
        {
            await app.CompleteAsync();
        }

        app.Clock.Advance(SweptApplication.Old + TimeSpan.FromSeconds(1));
        app.Store.Before = (step, _) => step == StoreStep.Find ? throw new StoreException(ErrorCodes.StoreUnavailable, "It is down.") : Task.CompletedTask;

        var report = await app.SweepAsync();

        Assert.False(report.IsComplete);
        Assert.Equal(20, report.KeptByReason[SweepReasons.StoreFailed]);
        Assert.Contains("20 times in a row", report.Notes[0], StringComparison.Ordinal);
        Assert.Equal(30, app.Store.Stored.Count);
    }

    [Fact]
    public async Task SweepAsync_ListingFails_OtherListingsAreRead()
    {
        var app = new SweptApplication(StoreKind.Form);
        await app.CompleteAsync();
        app.Clock.Advance(SweptApplication.Old + TimeSpan.FromSeconds(1));
        app.Store.Before = (step, key) => step == StoreStep.List && key == "uploads/"
            ? throw new StoreException(ErrorCodes.StoreAccessDenied, "Not allowed.")
            : Task.CompletedTask;

        var report = await app.SweepAsync();

        Assert.Equal((false, 2L), (report.IsComplete, report.Removed));
        Assert.Contains("'uploads/' (store-access-denied)", Assert.Single(report.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SweepAsync_VersionedForm_DeletesAllVersionsThatWereVisible()
    {
        var app = new SweptApplication(StoreKind.VersionedForm);
        var slot = await app.SendAsync();
        Assert.Equal(HttpStatusCode.OK, app.Memory.Send(slot, Samples.Mp4(100)));
        Assert.Equal(2, app.Store.VersionsOf(slot.Key.Value));
        app.Clock.Advance(SweptApplication.Old + TimeSpan.FromSeconds(1));

        var report = await app.SweepAsync();

        Assert.Equal(0, app.Store.VersionsOf(slot.Key.Value));
        Assert.Equal(new(SweptKind.Upload, 2, 164, 0, 0), report.Counts[1]);
    }

    [Fact]
    public async Task SweepAsync_StoreWithoutDates_KeepsEverything()
    {
        var app = new SweptApplication(StoreKind.Part);
        app.Store.Now = () => DateTimeOffset.UnixEpoch;
        await app.SendAsync();
        await app.CompleteAsync();

        var report = await app.SweepAsync();

        Assert.Equal([SweepReasons.AgeUnknown], report.KeptByReason.Keys);
        Assert.Equal((1, 1), (app.Store.OpenUploads, app.Store.Stored.Count));
    }

    /// <summary>A store's clock that is ahead makes objects look younger; one that is behind is covered by the grace.</summary>
    [Theory]
    [InlineData(30, false)]
    [InlineData(-11, true)]
    public async Task SweepAsync_StoreWithAnotherClock_DeletesNothingThatCanBeCompleted(int hours, bool lifetimeIsOver)
    {
        var app = new SweptApplication(StoreKind.Part);
        app.Store.Now = () => app.Clock.GetUtcNow() + TimeSpan.FromHours(hours);
        var upload = await app.Memory.UploadAsync();

        // 24 hours, and the longest CompletionGrace.
        app.Clock.Advance(TimeSpan.FromHours(36));
        await app.SweepAsync();

        Assert.Equal(1, app.Store.OpenUploads);
        Assert.True((await app.Memory.Verifier.VerifyAsync(upload, Cancellation)).IsVerified);
        Assert.Equal(lifetimeIsOver, hours < 0);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task SweepAsync_TwoAtOnce_LeaveOnlyWhatWasAccepted(StoreKind kind)
    {
        var app = new SweptApplication(kind);
        for (var i = 0; i < 20; i++)
        {
            await app.AcceptAsync();
            await app.SendAsync();
            await app.CompleteAsync();
        }

        app.Clock.Advance(SweptApplication.Old + TimeSpan.FromSeconds(1));
        app.Store.Before = async (_, _) => await Task.Yield();

        var reports = await Task.WhenAll(app.SweepAsync(), app.SweepAsync());

        Assert.Equal(app.Catalog.ObjectKeys.Order(StringComparer.Ordinal), app.Left.Order(StringComparer.Ordinal));
        Assert.All(reports, report => Assert.Equal([SweepReasons.Accepted], report.KeptByReason.Keys));
    }

    [Fact]
    public async Task SweepAsync_TemplateWithoutLiteralStart_StillTellsItsKeys()
    {
        var app = new SweptApplication(StoreKind.Form, builder => builder.AddUploadPolicy("video", policy =>
        {
            policy.Key = "{tenant}/{filename}-{id}{ext}";
        }));
        app.Store.Put($"acme/holiday-{Id}.mp4", [1], "video/mp4", OwnValue);
        app.Store.Put($"acme/{Id}.mp4", [1], "video/mp4", OwnValue);
        app.Store.Put("other.txt", [1], "text/plain");
        app.Store.Put($"accepted-slots/{Id}", [1], "text/plain", OwnValue);
        app.Store.Put($"accepted/acme/holiday-{Id}.0123456789abcdef.mp4", [1], "video/mp4", OwnValue);
        app.Clock.Advance(SweptApplication.Old + TimeSpan.FromSeconds(1));

        var report = await app.SweepAsync();

        Assert.Equal([$"acme/{Id}.mp4", "other.txt"], app.Left.Order(StringComparer.Ordinal));
        Assert.Equal(3, report.Removed);
    }

    [Fact]
    public async Task SweepAsync_ManyKept_ListIsBoundedAndCountIsNot()
    {
        var app = new SweptApplication(StoreKind.Form);
        for (var i = 0; i < 250; i++)
        {
            app.Store.Put($"uploads/{i}.txt", [1], "text/plain");
        }

        app.Clock.Advance(SweptApplication.Old);
        var seen = new List<SweepProgress>();
        var report = await app.Sweeper.SweepAsync("media", new() { MaximumListed = 7 }, new Recorded(seen), Cancellation);

        Assert.Equal((7, 250L), (report.Kept.Count, report.KeptByReason[SweepReasons.KeyUnknown]));
        Assert.Contains(seen, progress => progress is { StoreName: "media", Examined: 100, Kept: 100, Removed: 0 });
        Assert.Equal(250, seen[^1].Examined);
    }

    [Fact]
    public async Task SweepAsync_WrongArguments_AreRefused()
    {
        var app = new SweptApplication(StoreKind.Part);

        await Assert.ThrowsAsync<ArgumentException>(() => app.Sweeper.SweepAsync("other", cancellationToken: Cancellation));
        await Assert.ThrowsAsync<ArgumentNullException>(() => app.Sweeper.SweepAsync(null!, cancellationToken: Cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => app.Sweeper.SweepAsync("media", new() { Grace = TimeSpan.FromHours(23) }, cancellationToken: Cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => app.Sweeper.SweepAsync("media", new() { MaximumListed = -1 }, cancellationToken: Cancellation));
    }

    [Fact]
    public async Task SweepAsync_Canceled_Ends()
    {
        var app = new SweptApplication(StoreKind.Part);
        await app.CompleteAsync();
        app.Clock.Advance(SweptApplication.Old + TimeSpan.FromSeconds(1));
        using var source = new CancellationTokenSource();
        app.Catalog.Before = async _ =>
        {
            await source.CancelAsync();
            source.Token.ThrowIfCancellationRequested();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => app.Sweeper.SweepAsync("media", new() { Delete = true }, cancellationToken: source.Token));
        Assert.Single(app.Store.Stored);
    }

    /// <summary>A slot of a form can be sent again after its acceptance, and a process can end before the copies are deleted.</summary>
    private static async Task ResendAsync(SweptApplication app)
    {
        var slot = await app.SendAsync();
        var verification = await app.Memory.Verifier.VerifyAsync(slot.Declaration, Cancellation);
        Assert.True(verification.IsVerified);
        app.Catalog.Add(slot.Key, verification.Key);
        if (verification.Key != slot.Key)
        {
            var found = await app.Store.FindAsync(verification.Key, Cancellation);
            await app.Store.CopyAsync(
                verification.Key,
                found!,
                new($"{verification.Key.Value[..^20]}fedcba9876543210.mp4"),
                StoredAttributes.None with { Metadata = found!.Metadata },
                Cancellation);
        }
    }

    private static IEnumerable<string> Reasons(SweepReport report, string always) =>
        report.KeptByReason.Keys.Append(always).Distinct().Order(StringComparer.Ordinal);

    private sealed class Recorded(List<SweepProgress> seen) : IProgress<SweepProgress>
    {
        public void Report(SweepProgress value) => seen.Add(value);
    }
}
