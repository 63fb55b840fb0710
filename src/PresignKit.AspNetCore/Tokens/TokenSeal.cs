using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using PresignKit.AspNetCore.Problems;

namespace PresignKit.AspNetCore.Tokens;

/// <summary>Seals and opens tokens with ASP.NET Core Data Protection: encrypted, authenticated, and for one purpose only.</summary>
/// <param name="provider">The key ring.</param>
/// <param name="purpose">The purpose: a token of another one cannot be opened.</param>
/// <param name="maximumLength">The longest token that is opened.</param>
internal sealed class TokenSeal(IDataProtectionProvider provider, string purpose, int maximumLength)
{
    private readonly IDataProtector _protector = provider.CreateProtector(purpose);

    public string Seal(SlotToken token) => Base64Url.EncodeToString(Protect(SlotTokenFormat.Write(token)));

    /// <summary>Opens a token of any user; null: it is not valid here.</summary>
    public SlotToken? Unseal(string text)
    {
        if (text.Length == 0 || text.Length > maximumLength || !Base64Url.IsValid(text))
        {
            return null;
        }

        // One token has one text: bits that no byte uses, and white space, are not ignored.
        var sealedBytes = Base64Url.DecodeFromChars(text);
        if (Base64Url.EncodeToString(sealedBytes) != text)
        {
            return null;
        }

        try
        {
            return SlotTokenFormat.Read(_protector.Unprotect(sealedBytes));
        }
        catch (CryptographicException e) when (!IsKeyFailure(e))
        {
            return null;
        }
        catch (CryptographicException e)
        {
            throw Unavailable(e);
        }
    }

    // Data Protection wraps what went wrong with the key ring, such as a folder that cannot be read. A token that is not valid has no
    // such cause.
    private static bool IsKeyFailure(CryptographicException failure) => failure.InnerException is not (null or CryptographicException);

    private static EndpointException Unavailable(CryptographicException failure) => new(
        EndpointErrorCodes.TokensUnavailable, "Slot tokens cannot be issued or read at the moment. Try again later.", cause: failure);

    private byte[] Protect(byte[] plain)
    {
        try
        {
            return _protector.Protect(plain);
        }
        catch (CryptographicException e)
        {
            throw Unavailable(e);
        }
    }
}
