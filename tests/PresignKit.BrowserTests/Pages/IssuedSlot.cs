namespace PresignKit.BrowserTests.Pages;

/// <summary>The application's answer to the page's request for a slot.</summary>
internal sealed record IssuedSlot(string Key, string ContentType, long Size, DateTimeOffset ExpiresAt);
