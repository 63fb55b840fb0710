using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace PresignKit.LocalS3.Storage;

/// <summary>Flushes a folder's entries to disk. A file that was created, renamed or deleted survives a power failure in that state only after its
/// folder has been flushed. Windows has no such call: NTFS writes entries to its own journal.</summary>
internal static class DirectorySync
{
    private const int NoSuchFile = 2;
    private const int ReadOnly = 0;
    private const int CloseOnExecOfLinux = 0x80000;
    private const int CloseOnExecOfApple = 0x1000000;

    /// <summary>Does nothing if the folder is gone, because then none of its entries is left to flush.</summary>
    /// <exception cref="IOException">The folder cannot be opened or flushed.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // .NET refuses to open a folder, so the handle comes from the system.
        var closeOnExec = OperatingSystem.IsLinux() ? CloseOnExecOfLinux : OperatingSystem.IsMacOS() ? CloseOnExecOfApple : 0;
        var descriptor = Open(Encoding.UTF8.GetBytes(folder + '\0'), ReadOnly | closeOnExec);
        if (descriptor < 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error == NoSuchFile)
            {
                return;
            }

            throw new IOException($"The folder '{folder}' cannot be opened to flush it: {Marshal.GetPInvokeErrorMessage(error)}.", error);
        }

        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        RandomAccess.FlushToDisk(handle);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true, ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);
}
