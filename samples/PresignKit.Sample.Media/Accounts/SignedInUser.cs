namespace PresignKit.Sample.Media.Accounts;

/// <summary>Who is signed in; both are null for a visitor.</summary>
internal sealed record SignedInUser(string? User, string? Name);
