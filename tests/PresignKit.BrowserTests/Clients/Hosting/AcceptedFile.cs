namespace PresignKit.BrowserTests.Clients.Hosting;

/// <summary>An upload that the application has accepted.</summary>
internal sealed record AcceptedFile(string Id, string Key, string FileName, string? UserId, long Size);
