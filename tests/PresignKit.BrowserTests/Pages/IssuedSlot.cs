namespace PresignKit.BrowserTests.Pages;

/// <summary>What the application answered when the page asked for a slot.</summary>
internal sealed record IssuedSlot(string Key, string ContentType, long Size, DateTimeOffset ExpiresAt);
