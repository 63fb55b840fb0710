using System.Security.Claims;
using System.Text.Json;

namespace PresignKit.AspNetCore.Tests;

/// <summary>The values that an application receives can be created in its own unit tests, and print no secret.</summary>
public sealed class TicketTests
{
    private static readonly UploadTicket Ticket = new()
    {
        User = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, "anna-7719")], "test")),
        UserId = "anna-7719",
        StoreName = "media",
        Policy = "video",
        SlotKey = new("uploads/a.mp4"),
        FileName = "unmistakable-name.mp4",
        ContentType = "video/mp4",
        Size = 64,
        Context = new Dictionary<string, string> { ["invitation"] = "5ec2e7" },
    };

    [Fact]
    public void ToString_UploadTicket_OmitsUserFileNameAndContext()
    {
        var text = Ticket.ToString();

        Assert.Equal("UploadTicket { Policy = video, StoreName = media, SlotKey = uploads/a.mp4, ContentType = video/mp4, Size = 64 }", text);
        foreach (var hidden in new[] { "anna", "unmistakable", "invitation", "5ec2e7" })
        {
            Assert.DoesNotContain(hidden, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void SlotKey_BeforeTheSlotIsOpened_IsTheOnlyMemberThatThrows()
    {
        var ticket = new UploadTicket
        {
            User = Ticket.User, UserId = null, StoreName = "media", Policy = "video", FileName = "a.mp4", ContentType = "video/mp4", Size = 64,
        };

        var failure = Assert.Throws<InvalidOperationException>(() => ticket.SlotKey);

        Assert.Contains("AuthorizeUploadAsync", failure.Message, StringComparison.Ordinal);
        Assert.Contains("SlotKey = none", ticket.ToString(), StringComparison.Ordinal);
        Assert.Empty(ticket.Context);
        Assert.Equal(ticket, ticket with { });
        Assert.NotEqual(ticket, ticket with { SlotKey = new("uploads/a.mp4") });
        Assert.Equal(ticket.GetHashCode(), (ticket with { }).GetHashCode());
    }

    [Fact]
    public void Serialize_UploadTicket_HasEverythingButTheUser() => Assert.Equal(
        """{"userId":"anna-7719","storeName":"media","policy":"video","slotKey":"uploads/a.mp4","fileName":"unmistakable-"""
        + """name.mp4","contentType":"video/mp4","size":64,"maximumSize":64,"context":{"invitation":"5ec2e7"}}""",
        JsonSerializer.Serialize(Ticket, JsonSerializerOptions.Web));

    [Fact]
    public void Serialize_UploadTicketBeforeTheSlotIsOpened_HasNoSlotKey()
    {
        var ticket = new UploadTicket
        {
            User = Ticket.User, UserId = null, StoreName = "media", Policy = "video", FileName = "a.mp4", ContentType = "video/mp4", Size = 64,
        };

        Assert.Equal(
            """{"UserId":null,"StoreName":"media","Policy":"video","FileName":"a.mp4","ContentType":"video/mp4","Size":64,"MaximumSize":64,"Context":{}}""",
            JsonSerializer.Serialize(ticket));
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Deserialize<UploadTicket>("{}"));
    }

    [Fact]
    public void ToString_DownloadTicket_HidesUserAndId()
    {
        var ticket = new DownloadTicket { User = Ticket.User, UserId = "anna-7719", Id = "5ec2e7" };

        Assert.Equal("DownloadTicket <redacted>", ticket.ToString());
    }

    [Fact]
    public void Constructors_VerifiedObjectRefusalAndTarget_KeepTheirValues()
    {
        var verified = new VerifiedObject(new("uploads/a.mp4"), "\"v1\"", 64);
        var refusal = new UploadRefusal(ErrorCodes.SizeMismatch, "A file of 64 bytes was declared; 63 bytes arrived.");
        var target = new DownloadTarget(verified.Key, new() { FileName = "a.mp4" });

        Assert.Equal(("uploads/a.mp4", "\"v1\"", 64), (verified.Key.Value, verified.ETag, verified.Size));
        Assert.Equal(("size-mismatch", "A file of 64 bytes was declared; 63 bytes arrived."), (refusal.Code, refusal.Reason));
        Assert.Equal((verified.Key, "a.mp4", null), (target.Key, target.Request.FileName, target.StoreName));
    }
}
