using System.Security.Claims;

namespace PresignKit.AspNetCore.Tests.Documentation;

public sealed class MediaApplicationTests
{
    private static readonly UploadTicket Ticket = new()
    {
        User = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, "anna")], "test")),
        UserId = "anna",
        StoreName = "media",
        Policy = "video",
        SlotKey = new("uploads/0123456789abcdef0123456789abcdef.mp4"),
        FileName = "holiday.mp4",
        ContentType = "video/mp4",
        Size = 5_000,
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Accept_AnotherVersionOfTheSlot_ReturnsTheFirstOne()
    {
        var application = new MediaApplication(new Catalog());
        await application.AcceptAsync(Ticket, new VerifiedObject(new("accepted/a.mp4"), "\"1\"", 5_000), Cancellation);

        var verdict = await application.AcceptAsync(Ticket, new VerifiedObject(new("accepted/b.mp4"), "\"2\"", 5_000), Cancellation);

        Assert.True(verdict.IsAccepted);
        Assert.Equal("accepted/a.mp4", verdict.Key.Value);
        Assert.Equal(verdict, await application.FindAcceptedAsync(Ticket, Cancellation));
    }
}
