namespace PresignKit.BrowserTests.Players.Hosting;

/// <summary>Who may see the films.</summary>
internal sealed class PlayerRights
{
    public bool Withdrawn { get; set; }

    public bool Allows(string? userId) => userId == "anna" && !Withdrawn;
}
